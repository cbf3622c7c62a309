/** A number of every layer on a logarithmic axis: a point each, a line, the band of the seeds. */
import { svg } from "../../../vendor/vendor.js";
import { isBack, layersAt, timeOf } from "./layers.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./frames.js").Axes} Axes
 * @typedef {import("./frames.js").Row} Row
 * @typedef {"gradient_norm" | "relative_gradient"} Name
 */

/** What lies so far below the largest is drawn at the foot, as what is 0 is. */
const DEEPEST = 1e-40;

/** @param {Shown} model @param {Name} name @param {string} title @returns {Row} */
export function norms(model, name, title) {
  const time = timeOf(model);
  const valuesOf = (/** @type {Api.FlowResult} */ result) =>
    layersAt(result, time).layers.map((layer) => layer[name]);
  const own = valuesOf(model.result);
  const kept = model.result.kept ? valuesOf(model.result.kept) : [];
  const band = time ? null : model.result.bands?.[name];
  const [low, high] = endsOf([...own, ...kept, ...(band ? [...band.low, ...band.high] : [])]);
  const draw = (/** @type {Axes} */ axes) => [
    band ? area(axes, band, low) : "",
    kept.length ? course(axes, kept, low, "other") : "",
    course(
      axes,
      own.map((value, layer) => (isBack(model, layer) ? value : null)),
      low,
      "",
    ),
  ];
  return { title, y: [low, high], isLog: true, share: 1, draw };
}

/**
 * From below the smallest to above the largest; a network without gradients has an axis all the same.
 * @param {(number | null)[]} values @returns {[number, number]}
 */
function endsOf(values) {
  const there = /** @type {number[]} */ (values.filter((value) => value !== null && value > 0));
  if (!there.length) return [0.001, 1];
  const high = Math.max(...there);
  const low = Math.max(Math.min(...there), high * DEEPEST);
  const least = Math.min(low, high / 10);
  return [least / 1.8, high * 1.8];
}

/**
 * A line with its points: a circle, hollow at the foot where the number is 0; squares for the kept network.
 * @param {Axes} axes @param {(number | null)[]} values @param {number} floor @param {string} kind
 */
function course({ x, y, step }, values, floor, kind) {
  const r = Math.min(5, Math.max(2, step / 4));
  const places = values.flatMap((value, layer) =>
    value === null ? [] : [{ x: x(layer + 1), y: y(Math.max(value, floor)), isNone: !(value > floor) }],
  );
  const path = places.map((place, index) => `${index ? "L" : "M"}${place.x},${place.y}`).join("");
  return svg`<path class="curve ${kind}" d=${path}></path>${places.map((place) =>
    kind
      ? svg`<rect class="point ${kind}" x=${place.x - r} y=${place.y - r} width=${2 * r}
          height=${2 * r}></rect>`
      : svg`<circle class=${place.isNone ? "point hollow" : "point"} cx=${place.x} cy=${place.y}
          r=${r}></circle>`,
  )}`;
}

/** From the lowest seed to the highest. @param {Axes} axes @param {Api.Band} band @param {number} floor */
function area({ x, y }, { low, high }, floor) {
  const at = (/** @type {number | null} */ value, /** @type {number} */ layer) =>
    `${x(layer + 1)},${y(Math.max(value ?? floor, floor))}`;
  const up = high.map((value, layer) => at(value, layer));
  const down = low.map((value, layer) => at(value, layer)).reverse();
  return svg`<path class="flow-band" d="M${[...up, ...down].join("L")}Z"></path>`;
}
