/**
 * A prediction question. The answer is not in the page: when somebody has chosen or guessed, the engine is
 * asked, the panel that settles the question opens in that state, and the choice gets its own feedback.
 * What was chosen stays in this browser.
 */
import { html, render, svg } from "../../vendor/vendor.js";
import { ask } from "../lib/api.js";
import { fixed } from "../lib/format.js";
import { ofThisBrowser } from "../lib/progress.js";

/**
 * @typedef {Api.Answer} Answer
 * @typedef {Answer & {right: string}} Choice  of one of several
 * @typedef {Answer & {value: number, tolerance: number}} Estimate  of a number
 * @typedef {Element & {open: (changes: object, name: string, view: object) => void}} Openable  a panel
 */

export class NudgeQuestion extends HTMLElement {
  connectedCallback() {
    this.slug = this.dataset.question ?? "";
    this.form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    this.run = /** @type {HTMLButtonElement} */ (this.querySelector(".question-run"));
    this.guess = /** @type {HTMLInputElement | null} */ (this.querySelector("input[type=range]"));
    this.form.addEventListener("input", () => this.onInput());
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.recall();
  }

  /** A choice made on an earlier visit is shown, and can be run again. */
  recall() {
    const choice = ofThisBrowser().answers[this.slug ?? ""];
    const field = choice === undefined ? null : (this.guess ?? this.option(choice)?.querySelector("input"));
    if (!field) return;
    if (this.guess) this.guess.value = choice;
    /** @type {HTMLInputElement} */ else field.checked = true;
    this.onInput();
  }

  /** @param {string} key */
  option(key) {
    return /** @type {HTMLElement | null} */ (this.querySelector(`[data-option="${CSS.escape(key)}"]`));
  }

  get choice() {
    if (this.guess) return this.guess.value;
    return new FormData(/** @type {HTMLFormElement} */ (this.form)).get(this.slug ?? "");
  }

  /** Another choice: what was said of the last one no longer holds. */
  onInput() {
    this.say("");
    for (const option of this.querySelectorAll("[data-option]")) option.classList.remove("right", "wrong");
    if (this.run) this.run.disabled = this.choice === null;
    const output = /** @type {HTMLOutputElement | null} */ (this.querySelector(".estimate-value"));
    if (output && this.guess)
      output.textContent = fixed(Number(this.guess.value), Number(output.dataset.decimals));
  }

  /** @param {SubmitEvent} event */
  async onSubmit(event) {
    event.preventDefault();
    const choice = String(this.choice);
    ofThisBrowser().keepAnswer(this.slug ?? "", choice);
    try {
      const answer = await ask(`questions/${this.slug}`, {});
      this.show(answer, choice);
    } catch {
      this.showAway();
    }
    document.dispatchEvent(new CustomEvent("progress"));
  }

  showAway() {
    this.say(html`<p class="trouble">The server does not answer. Press the button again in a moment.</p>`);
  }

  /** @param {Answer} answer @param {string} choice */
  show(answer, choice) {
    const panel = /** @type {Openable | null} */ (document.querySelector(`[data-panel="${answer.panel}"]`));
    panel?.open(answer.request, "preset", answer.view);
    panel?.dispatchEvent(new CustomEvent("panel-shown", { bubbles: true }));
    if (this.guess) this.say(this.judged(/** @type {Estimate} */ (answer), Number(choice)));
    else this.say(this.chosen(/** @type {Choice} */ (answer), choice));
  }

  /** @param {Choice} answer @param {string} choice */
  chosen({ right, because, feedback }, choice) {
    for (const option of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-option]"))) {
      const key = option.dataset.option;
      option.classList.toggle("right", key === right);
      option.classList.toggle("wrong", key === choice && key !== right);
    }
    const isRight = choice === right;
    const name = this.option(right)?.textContent?.trim();
    return html`<p class="question-verdict">${
      isRight ? "Yes." : html`Not so. The engine says: <em>${name}</em>`
    }</p>
      <p>${feedback[choice]}</p><p>${because}</p>`;
  }

  /** @param {Estimate} answer @param {number} guess */
  judged({ value, tolerance, because, traps }, guess) {
    const decimals = Number(
      /** @type {HTMLElement} */ (this.querySelector(".estimate-value")).dataset.decimals,
    );
    const off = Math.abs(guess - value);
    const isNear = (/** @type {number} */ other) => Math.abs(guess - other) <= tolerance;
    const trap = off > tolerance && traps.find((each) => isNear(each.value));
    return html`<p class="question-verdict">${off <= tolerance ? "Yes." : "Not so."} You said <span
      class="number">${fixed(guess, decimals)}</span>, the engine says <span
      class="number">${fixed(value, decimals)}</span>.</p>
      ${this.scale(guess, value, decimals)}
      ${trap ? html`<p>${trap.feedback}</p>` : ""}<p>${because}</p>`;
  }

  /**
   * The guess above and the truth under one line, from the least to the most that can be guessed.
   * @param {number} guess @param {number} value @param {number} decimals
   */
  scale(guess, value, decimals) {
    const [low, high] = [this.guess?.min, this.guess?.max].map(Number);
    const share = (/** @type {number} */ each) => Math.min(1, Math.max(0, (each - low) / (high - low)));
    const anchor = (/** @type {number} */ each) =>
      share(each) < 0.2 ? "start" : share(each) > 0.8 ? "end" : "middle";
    const place = (/** @type {number} */ each) => `${2 + 96 * share(each)}%`;
    const mark = (/** @type {string} */ name, /** @type {number} */ each, /** @type {number} */ dy) =>
      svg`<circle cx=${place(each)} cy="32" r="7"></circle>
        <text x=${place(each)} y=${32 + dy} text-anchor=${anchor(each)}>${name}
          ${fixed(each, decimals)}</text>`;
    return html`<svg class="estimate-scale" aria-hidden="true"><line x1="2%" y1="32" x2="98%" y2="32"></line>
      <line class="estimate-gap" x1=${place(guess)} y1="32" x2=${place(value)} y2="32"></line>
      <g class="estimate-guess">${mark("guess", guess, -15)}</g>
      <g class="estimate-engine">${mark("engine", value, 26)}</g></svg>`;
  }

  /** @param {unknown} template */
  say(template) {
    render(template, /** @type {HTMLElement} */ (this.querySelector(".question-answer")));
  }
}

customElements.define("nudge-question", NudgeQuestion);
