/** A slider along the numbers of a list, which lie too unequally for steps of one size. */
import { html } from "../../vendor/vendor.js";

/**
 * @param {{id: string, name: string, words: string, numbers: number[], value: number,
 *   set: (value: number, isSettled: boolean) => void}} slider
 *   words: what a screen reader says of the value
 */
export function sliderAmong({ id, name, words, numbers, value, set }) {
  const move = (/** @type {boolean} */ isSettled) => (/** @type {Event} */ event) => {
    const at = Number(/** @type {HTMLInputElement} */ (event.target).value);
    set(numbers[at] ?? value, isSettled);
  };
  return html`<label class="slider-name" for=${id}>${name}</label>
    <input class="slider-range" id=${id} type="range" min="0" max=${numbers.length - 1} step="1"
      .value=${String(placeAmong(numbers, value))} aria-valuetext=${words}
      @input=${move(false)} @change=${move(true)}>`;
}

/** The last place whose number is not above. @param {number[]} numbers @param {number} value */
function placeAmong(numbers, value) {
  return Math.max(0, numbers.filter((each) => each <= value).length - 1);
}
