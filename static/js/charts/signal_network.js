/**
 * A network with everything that flows through it: activations to the right, the loss, error signals to the
 * left, and what the update changes. Each weight and each bias can be clicked or reached by keyboard. A pure
 * function of the numbers, of what is known by now, and of what is open.
 */
import { linkHorizontal, scaleLinear, svg } from "../../vendor/vendor.js";
import { rangeOf } from "../lib/activations.js";
import { isBack, moved, parametersOf } from "../lib/backprop_steps.js";
import { fixed, unitName } from "../lib/format.js";
import { brightness, lampFill, lampKind } from "./lamp.js";
import { placeholder, UNKNOWN, valueIn } from "./network.js";
import { columnNames, lossNode, lossWires, marks, meaningOfLines } from "./signal_ends.js";
import { layout } from "./signal_layout.js";

const WIDEST = 8;

/**
 * @typedef {import("../lib/backprop_steps.js").Known} Known
 * @typedef {{activations: import("../lib/activations.js").Activations}} Constants
 * @typedef {{result: Api.BackpropResult, constants: Constants, known: Known, at: number[],
 *   hidden: (name: string) => boolean, describedBy: string,
 *   onSelect: (at: number[]) => void}} SignalOptions
 */

/**
 * @typedef {import("./fit.js").Room} Room
 * @typedef {SignalOptions & {sizes: number[], positions: ReturnType<typeof layout>}} Context
 *   with where everything stands
 */

/** @param {SignalOptions & {room: Room}} options */
export function signalNetwork(options) {
  const { result, known } = options;
  const sizes = result.network.layers;
  const positions = layout(sizes, options.room);
  const context = { ...options, sizes, positions };
  const { width, height } = positions;
  return svg`
    <svg class="network signals stage-${known.stage}"
      viewBox="0 0 ${width} ${height}" role="group"
      aria-label="Network ${sizes.join(" → ")}. Arrow keys walk from parameter to parameter."
      aria-describedby=${options.describedBy}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, context)}>
      <g aria-hidden="true">${meaningOfLines(context)}${lossWires(context)}</g>
      ${sizes.slice(1).map((/** @type {number} */ _, /** @type {number} */ index) =>
        parametersOf(sizes, index + 1)
          .filter((at) => at.length === 3)
          .map((at) => wire(context, at)),
      )}
      <g class="columns" aria-hidden="true">${columnNames(context)}</g>
      ${sizes.map((/** @type {number} */ units, /** @type {number} */ layer) =>
        range(units).map((unit) => lamp(context, layer, unit)),
      )}
      <g aria-hidden="true">${lossNode(context)}${marks(context)}</g>
    </svg>`;
}

/**
 * One weight: its wire, what travels along it, and the place to click.
 * @param {Context} context @param {number[]} at
 */
function wire(context, at) {
  const { result, known, positions, sizes, hidden } = context;
  const [layer, to, from] = at;
  const weight = result.network.weights[layer - 1][to][from];
  const isOpen = String(at) === String(context.at);
  const values = known.update && result.changes ? result.changes.weights : result.network.weights;
  const value = values[layer - 1][to][from];
  const d = linkHorizontal()({
    source: [positions.x(layer - 1) + positions.radius, positions.y(layer - 1, from)],
    target: [positions.x(layer) - positions.radius - 1, positions.y(layer, to)],
  });
  const isAhead = known.stage === "forward" && layer > known.forward;
  const state = `${isOpen ? "part" : ""} ${isAhead ? "ahead" : ""}`;
  const kind = `edge ${value < 0 ? "negative" : "positive"} ${state}`;
  const name = `weight ${unitName(sizes, layer - 1, from)} → ${unitName(sizes, layer, to)}`;
  const gradient =
    isBack(known, layer, to) && !(isOpen && hidden("gradient"))
      ? `, gradient ${fixed(result.gradients.weights[layer - 1][to][from], 4)}`
      : "";
  const select = () => context.onSelect(at);
  return svg`<g class="wire" role="button" data-parameter=${at.join(".")} tabindex=${isOpen ? 0 : -1}
    aria-pressed=${isOpen}
      aria-label="${name}, ${fixed(weight)}${gradient}" @click=${select} @focus=${select}>
      <path class="wire-target" d=${d}></path>
      <path class=${kind} d=${d} stroke-width=${widthOf(values, value).toFixed(2)}></path>
      ${
        isTraveling(known, layer, from)
          ? svg`<path
        class="signal ${known.stage === "backward" ? "back" : ""} ${
          signOf(context, at) < 0 ? "negative" : "positive"
        }" d=${d} pathLength="100"></path>`
          : ""
      }
    </g>`;
}

/** Widths go by size, over all layers alike. @param {number[][][]} values @param {number} value */
function widthOf(values, value) {
  const largest = Math.max(...values.flat(2).map(Math.abs)) || 1;
  return scaleLinear([0, largest], [1, WIDEST])(Math.abs(value));
}

/**
 * Whether something moves along a wire into a layer: on to it, or back from it to the unit it comes from.
 * @param {Known} known @param {number} layer @param {number} from
 */
function isTraveling(known, layer, from) {
  if (known.stage === "forward") return known.layer === layer;
  return known.stage === "backward" && known.layer === layer - 1 && known.unit === from;
}

/** The sign of what travels along a wire. @param {Context} context @param {number[]} at */
function signOf({ result, known }, [layer, to, from]) {
  const weight = result.network.weights[layer - 1][to][from];
  if (known.stage === "backward") return weight * result.layers[layer - 1].delta[to];
  return weight * (layer === 1 ? result.x : result.layers[layer - 2].a)[from];
}

/**
 * One unit: a lamp with its activation, and under it the signal that came back.
 * @param {Context} context @param {number} layer @param {number} unit
 */
function lamp(context, layer, unit) {
  const { result, known, positions, sizes } = context;
  const values = layer === 0 ? result.x : result.layers[layer - 1].a;
  const isKnown = layer <= known.forward;
  const span = rangeOf(context.constants.activations, result.network.activations[layer - 1]);
  const share = isKnown ? brightness(values[unit], span) : 0;
  const kind = isKnown ? lampKind(values[unit], span) : "lamp";
  const [x, y, r] = [positions.x(layer), positions.y(layer, unit), positions.radius];
  const name = unitName(sizes, layer, unit);
  const text = isKnown ? fixed(values[unit]) : UNKNOWN;
  const nameAt = positions.name;
  const value = valueIn(x, y, r, { text, source: "" });
  const words = svg`<text class="unit-name" x=${x + nameAt.dx} y=${y + nameAt.dy}
    text-anchor=${nameAt.anchor}>${name}</text>
      ${isKnown ? "" : placeholder(x, y)}${positions.isLegible && isKnown ? value : ""}`;
  if (layer === 0)
    return svg`<g class="unit input" role="img" aria-label="input ${name}, ${text}" data-unit="0.${unit}">
      <rect class=${kind} x=${x - r} y=${y - r} width=${2 * r} height=${2 * r} rx="11"
        fill=${lampFill(share)}></rect>${words}</g>`;
  const circles = svg`<circle class="ring" cx=${x} cy=${y} r=${r + 5}></circle>
      <circle class="glow" cx=${x} cy=${y} r=${r + 7} opacity=${share.toFixed(3)}></circle>
      <circle class=${kind} cx=${x} cy=${y} r=${r} fill=${lampFill(share)}></circle>`;
  return openable(context, layer, unit, svg`${circles}${words}`, isKnown ? text : "not computed yet");
}

/**
 * A unit that can be opened, with what came back to it.
 * @param {Context} context @param {number} layer @param {number} unit @param {unknown} drawn
 * @param {string} value  its activation in words
 */
function openable(context, layer, unit, drawn, value) {
  const { result, known, positions, sizes } = context;
  const at = [layer, unit];
  const isOpen = String(at) === String(context.at);
  const select = () => context.onSelect(at);
  const tag = tagOf(context, layer, unit);
  const isArriving = known.stage === "forward" && known.layer === layer;
  const state = `${isOpen ? "selected" : ""} ${layer <= known.forward ? "" : "unknown"}`;
  const bias = `bias ${fixed(result.network.biases[layer - 1][unit])}`;
  const words = `${unitName(sizes, layer, unit)}, ${value}${tag ? `, ${tag.text}` : ""}; ${bias}`;
  const below = tag
    ? svg`<text class="tag ${signClass(tag.value)} ${tag.isNew ? "arriving" : ""}" x=${positions.x(layer)}
        y=${positions.y(layer, unit) + positions.tag} text-anchor="middle">${tag.text}</text>`
    : "";
  return svg`<g class="unit ${state} ${isArriving ? "arriving" : ""}" role="button"
      data-unit="${layer}.${unit}" data-parameter=${at.join(".")}
      tabindex=${isOpen ? 0 : -1} aria-pressed=${isOpen}
      aria-label="${words}${tag ? `; ${tag.spoken}` : ""}" @click=${select} @focus=${select}>
      ${drawn}
      ${below}
    </g>`;
}

/**
 * What stands under a unit: δ on the way back, Δb at the update.
 * @param {Context} context @param {number} layer @param {number} unit
 */
function tagOf({ result, known, positions, at, hidden }, layer, unit) {
  const isOpen = layer === at[0] && unit === at[1];
  const symbol = (/** @type {string} */ text) => (positions.symbol ? `${text} ` : "");
  if (known.update && result.changes) {
    const value = result.changes.biases[layer - 1][unit];
    if (isOpen && hidden("updated")) return null;
    return {
      value,
      isNew: false,
      text: `${symbol("Δb")}${signedText(value, positions.decimals)}`,
      spoken: `change of the bias ${fixed(value, 4)}`,
    };
  }
  if (!isBack(known, layer, unit) || (isOpen && hidden("delta"))) return null;
  const value = result.layers[layer - 1].delta[unit];
  return {
    value,
    isNew: known.layer === layer && known.unit === unit,
    text: `${symbol("δ")}${signedText(value, positions.decimals)}`,
    spoken: `error signal ${fixed(value, 4)}`,
  };
}

/** @param {number} value */
function signClass(value) {
  return value === 0 ? "" : value < 0 ? "negative" : "positive";
}

/** A number that always has its sign. @param {number} value @param {number} decimals */
function signedText(value, decimals) {
  const text = fixed(value, decimals);
  return text.startsWith("−") || Number(text) === 0 ? text : `+${text}`;
}

/** @param {KeyboardEvent} event @param {Context} context */
function onKey(event, { sizes, at, onSelect }) {
  const next = moved(sizes, at, event.key);
  if (!next) return;
  event.preventDefault();
  const picture = /** @type {Element} */ (event.currentTarget);
  onSelect(next);
  queueMicrotask(() =>
    /** @type {SVGElement | null} */ (picture.querySelector(`[data-parameter="${next.join(".")}"]`))?.focus(),
  );
}

/** @param {number} count */
function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
