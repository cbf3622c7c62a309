/** A scale with a marker for each output: where the answer stands between the ends of its range. */
import { html, scaleLinear, svg } from "../../vendor/vendor.js";
import { fixed } from "../lib/format.js";

const WIDTH = 1000;
const HEIGHT = 26;

/**
 * @param {{name: string, value: number}[]} outputs
 * @param {{low: number, high: number, middle: number, isKnown: boolean}} scale
 */
export function gauges(outputs, { low, high, middle, isKnown }) {
  const x = scaleLinear([low, high], [0, WIDTH]).clamp(true);
  const ends = [fixed(low, 0), fixed(middle, middle % 1 ? 1 : 0), fixed(high, 0)];
  return html`<div class="gauges">
    ${outputs.map(({ name, value }) => {
      const share = isKnown ? (x(value) / WIDTH) * 100 : 0;
      const text = isKnown ? fixed(value) : "–";
      return html`<div class="gauge-row">
        ${
          outputs.length > 1
            ? html`<span class="gauge-name">${name}</span><span
          class="gauge-value">${text}</span>`
            : ""
        }
        <svg class="gauge" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img"
          aria-label=${`${name} is ${text} on a scale from ${fixed(low, 0)} to ${fixed(high, 0)}`}>
          <rect class="gauge-track" x="0" y="7" width=${WIDTH} height="12"></rect>
          <rect class="gauge-fill" x="0" y="7" width=${share * 10} height="12"
            fill=${`color-mix(in oklab, var(--lamp-lit) ${share.toFixed(1)}%, var(--lamp-unlit))`}></rect>
          <rect class="gauge-middle" x=${x(middle) - 1} y="2" width="2" height="22"></rect>
          ${
            isKnown
              ? svg`<rect class="gauge-marker" x=${Math.min(WIDTH - 7, Math.max(0, x(value) - 3.5))}
            y="0" width="7" height=${HEIGHT}></rect>`
              : ""
          }
        </svg>
        <span class="gauge-ends" aria-hidden="true">${ends.map((text) => html`<span>${text}</span>`)}</span>
      </div>`;
    })}
  </div>`;
}

/**
 * The ends of a scale: those of the function's range where it has both, or else room enough, to a power of
 *   two.
 * @param {[number | null, number | null]} range @param {number[]} values
 */
export function gaugeScale([low, high], values) {
  if (low !== null && high !== null) return { low, high, middle: (low + high) / 2 };
  const reach = Math.max(2, 2 ** Math.ceil(Math.log2(Math.max(...values.map(Math.abs), 1))));
  return { low: -reach, high: reach, middle: 0 };
}
