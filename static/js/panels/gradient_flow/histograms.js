/** The activations of every layer as a histogram on its side, a bin as wide as the root of its count. */
import { svg } from "../../../vendor/vendor.js";
import { isForward, layersAt, timeOf } from "./layers.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./frames.js").Axes} Axes
 * @typedef {import("./frames.js").Row} Row
 */

/** Of the room between two layers, the widest bin takes so much to each side; no bin is lower than that. */
const [WIDEST, LEAST] = [0.44, 1.5];

/** @param {Shown} model @param {string} title @returns {Row} */
export function histograms(model, title) {
  const time = timeOf(model);
  const { layers } = layersAt(model.result, time);
  const kept = model.result.kept ? layersAt(model.result.kept, time).layers : [];
  const all = [...layers, ...kept].map(({ histogram }) => histogram);
  const [low, high] = [Math.min(...all.map((each) => each.low)), Math.max(...all.map((each) => each.high))];
  const margin = 0.03 * (high - low) || 1;
  const draw = (/** @type {Axes} */ axes) => [
    layers.map((layer, place) =>
      isForward(model, place) ? shape(axes, layer.histogram, place, "flow-bars") : "",
    ),
    kept.map((layer, place) => shape(axes, layer.histogram, place, "flow-bars other")),
  ];
  return { title, y: [low - margin, high + margin], isLog: false, share: 1.2, draw };
}

/** @param {Axes} axes @param {Api.Histogram} histogram @param {number} place @param {string} kind */
function shape({ x, y, step }, { low, high, counts }, place, kind) {
  const middle = x(place + 1);
  const most = Math.max(...counts);
  const bins = counts.length;
  const widths = counts.map((count) => WIDEST * step * Math.sqrt(count / most));
  if (low === high) {
    const half = WIDEST * step;
    const flat = `M${middle - half},${y(low) - LEAST}h${2 * half}v${2 * LEAST}h${-2 * half}Z`;
    return svg`<path class=${kind} d=${flat}></path>`;
  }
  const height = (/** @type {number} */ bin) => y(low + ((high - low) * bin) / bins);
  const right = widths.map((width, bin) => `L${middle + width},${height(bin)}V${height(bin + 1)}`);
  const left = widths.map((width, bin) =>
    `V${height(bin)}`.replace("V", `L${middle - width},${height(bin + 1)}V`),
  );
  return svg`<path class=${kind} d="M${middle},${height(0)}${right.join("")}L${middle},${height(bins)}${left
    .reverse()
    .join("")}Z"></path>`;
}
