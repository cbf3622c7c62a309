/**
 * A field for a number. A decimal comma is a decimal point; ↑, ↓, PageUp and PageDown step; what is refused
 * is marked and explained beside the field, and the last good value comes back on leaving it.
 */
import { fieldText, numberFrom, plain, refusal, stepped } from "../lib/number_text.js";

/** What a field says when a number was typed or stepped to: bubbles to whatever holds the field. */
export const TAKEN = "number-taken";

/** After leaving a field, what was said of it lies over what follows for so long. */
const READING_TIME = 8000;
const STEPS = /** @type {Record<string, number>} */ ({
  ArrowUp: 1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
});

export class NudgeNumber extends HTMLElement {
  /** @type {number | null} The last good value; null where none was given yet. */
  good = null;
  /** What the field showed when it was last right. */
  shown = "";
  /** @type {HTMLInputElement | null} */
  input = null;
  isListening = false;

  connectedCallback() {
    this.input ??= this.querySelector("input") ?? this.appendChild(newInput(this.dataset.label ?? ""));
    this.show();
    if (this.isListening) return;
    this.isListening = true;
    this.addEventListener("focusin", () => this.note());
    this.addEventListener("input", () => this.clear());
    this.addEventListener("change", () => this.check());
    this.addEventListener("focusout", () => this.leave());
    this.addEventListener("keydown", (event) => this.onKey(event));
  }

  /** What it takes: read when needed, for the panel may change it. */
  get rules() {
    const { low = "", high = "", step = "1", decimals = "2", scale } = this.dataset;
    return {
      low: low === "" ? Number.NEGATIVE_INFINITY : Number(low),
      high: high === "" ? Number.POSITIVE_INFINITY : Number(high),
      step: Number(step),
      decimals: Number(decimals),
      isWhole: Number(decimals) === 0,
      isLog: scale === "log",
    };
  }

  /** @param {string} label */
  set label(label) {
    if (this.dataset.label === label && this.input?.getAttribute("aria-label") === label) return;
    this.dataset.label = label;
    this.input?.setAttribute("aria-label", label);
  }

  /** @param {number} value */
  set value(value) {
    if (value === this.good) return;
    this.good = value;
    this.show();
    if (!this.contains(document.activeElement)) this.clear();
  }

  /** Shows the last good value, unless somebody is typing another. */
  show() {
    if (!this.input || this.good === null) return;
    const text = fieldText(this.good, Number(this.dataset.decimals ?? "2"));
    const isTyping = document.activeElement === this.input && this.input.value !== this.shown;
    if (text === this.shown || isTyping) return;
    this.shown = text;
    this.input.value = text;
    if (this.input.getAttribute("role") === "spinbutton")
      this.input.setAttribute("aria-valuenow", plain(this.good));
  }

  /** The place beside the field for words on it: there before the words are, so that they are read out. */
  note() {
    const known = this.querySelector(".field-note");
    if (known) return known;
    const note = document.createElement("span");
    note.className = "field-note";
    note.id = `field-note-${nextId()}`;
    note.setAttribute("role", "status");
    this.input?.setAttribute("aria-describedby", note.id);
    return this.appendChild(note);
  }

  /** @param {string} words */
  say(words) {
    const note = this.querySelector(".field-note") ?? (words ? this.note() : null);
    if (!note || note.textContent === words) return;
    note.textContent = words;
    if (words) note.scrollIntoView({ block: "nearest" });
  }

  /** Nothing is wrong, or no longer. */
  clear() {
    this.input?.removeAttribute("aria-invalid");
    this.say("");
  }

  /** Takes what was typed, or marks it and says why not. @returns {boolean} whether it was taken */
  check() {
    const input = /** @type {HTMLInputElement} */ (this.input);
    if (input.value === this.shown) return true;
    const why = refusal(input.value, this.rules);
    if (why) {
      input.setAttribute("aria-invalid", "true");
      this.say(why);
      return false;
    }
    this.take(/** @type {number} */ (numberFrom(input.value)));
    return true;
  }

  /** @param {number} value */
  take(value) {
    this.clear();
    const isNew = value !== this.good;
    this.good = value;
    this.shown = "";
    if (this.input) this.input.value = fieldText(value, this.rules.decimals);
    this.shown = this.input?.value ?? "";
    this.input?.setAttribute("aria-valuenow", plain(value));
    if (isNew) this.dispatchEvent(new CustomEvent(TAKEN, { bubbles: true, detail: value }));
  }

  /** On leaving, the last good value is back; why the other one is not stays said. */
  leave() {
    const input = /** @type {HTMLInputElement} */ (this.input);
    if (input.value !== this.shown && !this.check()) {
      const back = this.good === null ? "" : fieldText(this.good, this.rules.decimals);
      const words = `${refusal(input.value, this.rules)} ${back && `${back} stays.`}`;
      this.say(words);
      setTimeout(
        () => this.querySelector(".field-note")?.textContent === words && this.say(""),
        READING_TIME,
      );
      input.value = back;
      this.shown = back;
    }
    input.removeAttribute("aria-invalid");
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const count = STEPS[event.key];
    if (count === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const typed = numberFrom(this.input?.value ?? "");
    const isTyped = this.input?.value !== this.shown && typed !== null;
    const from = isTyped ? typed : (this.good ?? 0);
    this.take(stepped(from, count, this.rules));
  }
}

/** @param {string} label */
function newInput(label) {
  const input = document.createElement("input");
  input.className = "slider-number";
  input.type = "text";
  input.inputMode = "decimal";
  input.autocomplete = "off";
  input.setAttribute("role", "spinbutton");
  input.setAttribute("aria-label", label);
  return input;
}

/** Counts the notes, so that each field finds its own. */
const nextId = (() => {
  let count = 0;
  return () => ++count;
})();

customElements.define("nudge-number", NudgeNumber);
