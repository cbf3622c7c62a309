/**
 * What surrounds the network with its signals: the loss at its end, the factors' marks, the layers' names.
 */
import { linkHorizontal, svg } from "../../vendor/vendor.js";
import { isBack } from "../lib/backprop_steps.js";
import { fixed, inPowers, layerName } from "../lib/format.js";

/** @typedef {import("./signal_network.js").Context} Context */

/**
 * What the lines' widths, colors and dashes stand for: at the update, something else.
 * @param {Context} context
 */
export function meaningOfLines({ known, positions, result }) {
  const isChange = known.update && result.changes;
  const change = positions.isSmall ? "lines: Δw, numbers: Δb, " : "lines: change of each weight, ";
  const [x, y] = [positions.width / 2, 0.75 * positions.meaning];
  return svg`<text class="column-name meaning" x=${x} y=${y} text-anchor="middle">${
    isChange ? change : "lines: weights, "
  }<tspan class="positive">blue +</tspan> <tspan class="negative">orange −</tspan></text>`;
}

/** From the outputs to the loss. @param {Context} context */
export function lossWires({ known, positions, sizes, result }) {
  if (!known.loss) return "";
  const last = sizes.length - 1;
  return result.y.map((/** @type {number} */ _, /** @type {number} */ unit) => {
    const d = linkHorizontal()({
      source: [positions.x(last) + positions.radius, positions.y(last, unit)],
      target: [positions.loss.x - positions.loss.half, positions.middle],
    });
    const isReturning = known.stage === "backward" && known.layer === last && known.unit === unit;
    const isMoving = known.stage === "loss" || isReturning;
    const sign = result.layers[last - 1].dL_da[unit] < 0 ? "negative" : "positive";
    return svg`<path class="edge plain" d=${d}></path>${
      isMoving
        ? svg`<path
      class="signal ${isReturning ? `back ${sign}` : "plain"}" d=${d} pathLength="100"></path>`
        : ""
    }`;
  });
}

/** The loss, a square at the end with its number, and the targets above it. @param {Context} context */
export function lossNode({ known, positions, result }) {
  if (!known.loss) return "";
  const { x, half } = positions.loss;
  const y = positions.middle;
  const value = known.update && result.loss_after !== null ? result.loss_after : result.loss;
  const targets = result.y.map((/** @type {number} */ each) => fixed(each)).join(", ");
  return svg`<g class="loss-end ${known.stage === "loss" ? "arriving" : ""}">
    <rect class="loss-node" x=${x - half} y=${y - 26} width=${2 * half} height="52" rx="8"></rect>
    <text class="unit-value on-panel" x=${x} y=${y} dy="0.36em"
      text-anchor="middle">${lossText(value, positions.isRoomy)}</text>
    <text class="unit-name" x=${x} y=${y - 38} text-anchor="middle">${known.update ? "L after" : "L"}</text>
    <text class="column-function" x=${x} y=${y + 48}
      text-anchor="middle">${!positions.isRoomy || result.y.length > 2 ? "" : `y ${targets}`}</text></g>`;
}

/** @param {number} value @param {boolean} isRoomy */
function lossText(value, isRoomy) {
  return Math.abs(value) >= 1000
    ? inPowers(value, 0)
    : fixed(value, !isRoomy || Math.abs(value) >= 10 ? 2 : 4);
}

/**
 * Where the three factors of the open parameter live, numbered as in its arithmetic.
 * @param {Context} context
 */
export function marks({ known, at, positions }) {
  const [layer, unit, input] = at;
  const { radius, dx, dy } = positions.mark;
  // Where the name stands at the upper left, and the tag below, the mark lies on the wires
  const below = positions.isTight ? -0.6 * positions.radius : 0;
  const second = positions.isBeside ? { x: positions.radius + 12, y: below } : { x: dx, y: dy };
  const spots = [
    {
      digit: 1,
      x: positions.x(layer) + dx,
      y: positions.y(layer, unit) - dy,
      isOn: isBack(known, layer, unit),
    },
    {
      digit: 2,
      x: positions.x(layer) - second.x,
      y: positions.y(layer, unit) - second.y,
      isOn: isBack(known, layer, unit),
    },
    ...(input === undefined
      ? []
      : [
          {
            digit: 3,
            x: positions.x(layer - 1) + dx,
            y: positions.y(layer - 1, input) - dy,
            isOn: known.forward >= layer - 1,
          },
        ]),
  ];
  return spots
    .filter((spot) => spot.isOn)
    .map(
      ({ digit, x, y }) =>
        svg`<g class="factor-circle"><circle cx=${x} cy=${y} r=${radius}></circle><text x=${x} y=${y}
          dy="0.36em" text-anchor="middle">${digit}</text></g>`,
    );
}

/** @param {Context} context */
export function columnNames({ result, constants, sizes, positions }) {
  if (!positions.isRoomy) return "";
  return sizes.map(
    (/** @type {number} */ _, /** @type {number} */ layer) => svg`
    <text class="column-name" x=${positions.x(layer)} y=${positions.foot - 24}
      text-anchor="middle">${layerName(sizes, layer)}</text>
    <text class="column-function" x=${positions.x(layer)} y=${positions.foot - 5}
      text-anchor="middle">${functionName(result, constants, layer)}</text>`,
  );
}

/**
 * What a layer's activation is called; inputs have none.
 * @param {Api.BackpropResult} result @param {Context["constants"]} constants @param {number} layer
 */
function functionName(result, { activations }, layer) {
  return activations[result.network.activations[layer - 1]]?.label ?? "";
}
