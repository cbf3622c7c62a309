/**
 * A slider with a number field beside it, both native. The server draws the markup from the request
 * model (templates/macros/controls.html); this element keeps the two together and says when the value
 * changes. A path in `data-path` tells whose value it is.
 */
import { fixed, subscript } from "../lib/format.js";
import { valueAtPosition } from "../lib/log_steps.js";
import { fieldText } from "../lib/number_text.js";
import { TAKEN } from "./number_field.js";

/** So many pixels from one value to the next, and a hand that drags brings one after the other. */
const COARSE = 2;

/** @typedef {import("./number_field.js").NudgeNumber} NudgeNumber */

/** @typedef {{path: string, value: unknown, isSettled: boolean}} Change */

/**
 * Tells the panel around a control that its value changed.
 * @param {HTMLElement} control @param {unknown} value @param {boolean} isSettled  false while it is dragged
 */
function announce(control, value, isSettled) {
  const detail = /** @type {Change} */ ({ path: control.dataset.path ?? "", value, isSettled });
  control.dispatchEvent(new CustomEvent("control-change", { bubbles: true, detail }));
}

export class NudgeSlider extends HTMLElement {
  /** @type {[number, number] | null} How far the range goes of its own, as positions on it. */
  reach = null;
  isStretched = false;
  /** The value that is shown. */
  current = 0;
  /** What was last written into it: the value, and where that put the thumb. */
  told = { value: Number.NaN, place: "" };
  /** How far its thumb was moved last, and whether that was by a key. */
  moved = { way: 0, isByKey: false };
  /** @type {{ends: string[], number: DOMStringMap} | null} The model's bounds. */
  own = null;

  connectedCallback() {
    this.range = /** @type {HTMLInputElement} */ (this.querySelector("input[type=range]"));
    this.number = /** @type {NudgeNumber} */ (this.querySelector("nudge-number"));
    for (const touch of ["keydown", "pointerdown"])
      this.range.addEventListener(touch, () => {
        this.moved = { way: 0, isByKey: touch === "keydown" };
      });
    this.range.addEventListener("input", () => {
      this.moved.way = Number(this.range?.value) - Number(this.told.place);
      this.take(this.fromRange(), false);
    });
    // What has settled came as input before
    this.range.addEventListener("change", () => this.take(this.current, true));
    this.number.addEventListener(TAKEN, (event) =>
      this.take(/** @type {CustomEvent<number>} */ (event).detail, true),
    );
  }

  /** What the control is called, for people and for screen readers. @param {string} name */
  set name(name) {
    const label = /** @type {HTMLElement} */ (this.querySelector(".slider-name"));
    if (label.textContent !== name) {
      label.textContent = name;
      this.told.value = Number.NaN;
    }
    if (this.number) this.number.label = `${name}, as a number`;
  }

  get name() {
    return this.querySelector(".slider-name")?.textContent?.trim() ?? "";
  }

  /** @param {number} value */
  set value(value) {
    this.current = value;
    if (!this.range || !this.number) return;
    // While one moves, the others are told again what they show
    if (value === this.told.value && this.range.value === this.told.place && !this.isStretched) return;
    const position = this.isLog ? Math.log10(value) : value;
    this.stretch(position);
    if (Number(this.range.value) !== position) this.range.value = String(position);
    this.number.value = value;
    const words = `${this.name}, ${this.said(value)}`;
    if (this.range.getAttribute("aria-valuetext") !== words) this.range.setAttribute("aria-valuetext", words);
    this.told = { value, place: this.range.value };
  }

  /** @param {number} value */
  said(value) {
    const decimals = Number(this.dataset.decimals);
    return Number(value.toFixed(decimals)) === 0 ? fieldText(value, decimals) : fixed(value, decimals);
  }

  /**
   * The slider grows to a value beyond its reach, and has its own reach again when a value within it comes
   * while nobody drags.
   * @param {number} position  of the value
   */
  stretch(position) {
    const range = /** @type {HTMLInputElement} */ (this.range);
    this.reach ??= [Number(range.min), Number(range.max)];
    const [low, high] = this.reach;
    const isWithin = position >= low && position <= high;
    if (isWithin && (!this.isStretched || document.activeElement === range)) return;
    if (!Number.isFinite(position)) return;
    this.isStretched = !isWithin;
    range.min = String(Math.min(low, position));
    range.max = String(Math.max(high, position));
    this.showEnds([range.min, range.max]);
  }

  /**
   * Other bounds than the model's, where the value of another field narrows them; null for its own.
   * @param {[number, number] | null} bounds  of the number beside it
   * @param {[number, number] | null} [reach]  of the slider itself
   */
  bound(bounds, reach = bounds) {
    const [range, number] = [this.range, this.number];
    if (!range || !number) return;
    this.own ??= { ends: [range.min, range.max], number: { ...number.dataset } };
    const ends = reach?.map(String) ?? this.own.ends;
    const [low, high] = bounds?.map(String) ?? [this.own.number.low, this.own.number.high];
    Object.assign(number.dataset, { low, high });
    const isReached = this.reach?.map(String).join() === ends.join();
    if (isReached || (!this.isStretched && range.min === ends[0] && range.max === ends[1])) return;
    this.reach = /** @type {[number, number]} */ (ends.map(Number));
    this.isStretched = true;
    this.stretch(Number(range.value));
  }

  /** @param {string[]} ends  of the range, as positions on it */
  showEnds(ends) {
    const places = this.querySelectorAll(".slider-ends > span");
    ends.forEach((end, at) => {
      const value = this.isLog ? Number((10 ** Number(end)).toPrecision(3)) : Number(end);
      /** @type {Element} */ (places[at]).textContent = fieldText(value, 0);
    });
  }

  /** Whether equal ways on the slider are equal ratios of the value. */
  get isLog() {
    return this.dataset.scale === "log";
  }

  /** The value under the slider's thumb; on a logarithmic one to two digits that count. */
  fromRange(position = Number(this.range?.value)) {
    return this.isLog ? valueAtPosition(position, this.current) : position;
  }

  /**
   * The value that the same key brings next, or a hand that goes on dragging; null where the slider is at its
   * end, or so fine that a hand passes over many values at a time.
   * @returns {number | null}
   */
  next() {
    const { range, moved } = this;
    const step = Number(range?.step);
    if (!range || !moved.way || !step || document.activeElement !== range) return null;
    if (!moved.isByKey && this.wayOf(step) < COARSE) return null;
    // The browser’s own step, on a slider that nobody sees
    const other = /** @type {HTMLInputElement} */ (range.cloneNode());
    other.stepUp(moved.isByKey ? Math.round(moved.way / step) : Math.sign(moved.way));
    return other.value === range.value ? null : this.fromRange(Number(other.value));
  }

  /** How far a hand goes for one step, in pixels. @param {number} step */
  wayOf(step) {
    const { min, max, offsetWidth } = /** @type {HTMLInputElement} */ (this.range);
    return (offsetWidth * step) / (Number(max) - Number(min));
  }

  /** @param {number} value @param {boolean} isSettled */
  take(value, isSettled) {
    announce(this, value, isSettled); // the question is on its way while the rest is shown
    this.value = value;
  }
}

/** A list of sliders, one for each number of a list in the request. */
export class NudgeSliderList extends HTMLElement {
  /** @type {string[]} What each is called; when empty, the label with its place put in. */
  names = [];

  /** @param {number[]} values */
  set value(values) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template"));
    const sliders = /** @type {NudgeSlider[]} */ ([...this.querySelectorAll("nudge-slider")]);
    for (const extra of sliders.slice(values.length)) extra.remove();
    values.forEach((value, index) => {
      const slider = sliders[index] ?? this.add(template);
      const path = `${this.dataset.path}.${index}`;
      if (slider.dataset.path !== path) slider.dataset.path = path;
      const label = (this.dataset.label ?? "").replace("{0}", String(index + 1));
      const name = this.names[index] ?? label.replace("{_}", subscript(index + 1));
      if (this.names.length || !sliders[index]) slider.name = name;
      slider.value = value;
    });
  }

  /** @param {HTMLTemplateElement} template @returns {NudgeSlider} */
  add(template) {
    const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const slider = /** @type {NudgeSlider} */ (copy.querySelector("nudge-slider"));
    const id = `slider-${nextId()}`;
    slider.querySelector("input[type=range]")?.setAttribute("id", id);
    slider.querySelector("label")?.setAttribute("for", id);
    this.append(slider);
    return slider;
  }
}

/** A select for one of a few names; where these stand for yes and no, it tells true and false. */
class NudgeChoice extends HTMLElement {
  connectedCallback() {
    const select = /** @type {HTMLSelectElement} */ (this.querySelector("select"));
    const isYesOrNo = [...select.options].every(({ value }) => value === "true" || value === "false");
    select.addEventListener("change", () =>
      announce(this, isYesOrNo ? select.value === "true" : select.value, true),
    );
    this.select = select;
  }

  /** @param {string | boolean} value */
  set value(value) {
    // Written even if it is the same, it lets browsers lay the page out at once, and again for each option
    if (this.select && this.select.value !== String(value)) this.select.value = String(value);
  }
}

/** Counts the sliders that were added, so that each label finds its own. */
const nextId = (() => {
  let count = 0;
  return () => ++count;
})();

customElements.define("nudge-slider", NudgeSlider);
customElements.define("nudge-slider-list", NudgeSliderList);
customElements.define("nudge-choice", NudgeChoice);
