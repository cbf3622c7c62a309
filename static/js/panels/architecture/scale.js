/** Known networks and this one on one axis of powers of ten: a row each, the smallest first. */
import { scaleLog, svg } from "../../../vendor/vendor.js";
import { tickText } from "../../lib/ticks.js";
import { inWords } from "./sizes.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").KnownNetwork} KnownNetwork
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Axis} Axis
 * @typedef {KnownNetwork & {isOwn?: boolean}} Row
 */

const EDGE = { left: 16, right: 24, top: 6, foot: 34 };
/** The size of a mark, how far words stand above a line, and how far numbers are apart at least. */
const [MARK, ABOVE, LEAST_TICK] = [7, 6, 46];

/** @param {Shown} model @param {Room} room */
export function scale({ constants, result, request }, { width, height }) {
  const own = { name: "yours", parameters: result.parameters, source: "", is_estimate: false, isOwn: true };
  const rows = /** @type {Row[]} */ ([...constants.known, own]).sort(
    (one, other) => one.parameters - other.parameters,
  );
  const x = /** @type {Axis} */ (
    scaleLog()
      .domain(constants.ends)
      .range([EDGE.left, width - EDGE.right])
  );
  const row = (height - EDGE.top - EDGE.foot) / rows.length;
  const floor = height - EDGE.foot;
  return svg`<svg class="plot size-scale" viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${said(rows)}>
    ${powers(constants.ends, x).map(
      (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${EDGE.top} y2=${floor}></line>
      <text class="tick" x=${x(tick)} y=${height - 10} text-anchor="middle">${tickText(
        /** @type {any} */ (x),
        tick,
      )}</text>`,
    )}
    ${rows.map((each, index) => {
      const isRight = x(each.parameters) > width / 2;
      return line(
        { x: x(each.parameters), y: EDGE.top + (index + 0.5) * row, isRight },
        each,
        request.layers,
      );
    })}
  </svg>`;
}

/** @param {Row[]} rows */
function said(rows) {
  const told = rows.map(({ name, parameters, is_estimate: isEstimate }) => {
    const estimate = isEstimate ? ", an outside estimate" : "";
    return `${name} ${inWords(parameters)}${estimate}`;
  });
  return `Parameters on a logarithmic axis: ${told.join("; ")}`;
}

/** Powers of ten: all, or as many as have room. @param {[number, number]} ends @param {Axis} x */
function powers([low, high], x) {
  const all = [];
  for (let tick = low; tick <= high; tick *= 10) all.push(tick);
  const apart = Math.ceil(LEAST_TICK / (x(10 * low) - x(low)));
  return all.filter((_, index) => index % apart === 0);
}

/** @param {{x: number, y: number, isRight: boolean}} at @param {Row} row @param {number[]} layers */
function line({ x, y, isRight }, { name, parameters, is_estimate: isEstimate, isOwn }, layers) {
  const count = `${inWords(parameters)}${isEstimate ? ", estimate" : ""}`;
  const words = `${isOwn ? ownName(layers) : name}: ${count}`;
  const offset = MARK + 8;
  const kind = `size-mark ${isOwn ? "own" : ""} ${isEstimate ? "unconfirmed" : ""}`;
  return svg`<line class="size-reach" x1=${EDGE.left} x2=${x} y1=${y} y2=${y}></line>
    <circle class=${kind} cx=${x} cy=${y} r=${MARK}></circle>
    <text class="size-name ${isOwn ? "own" : ""}" x=${isRight ? x - offset : x + offset}
      y=${isRight ? y - ABOVE : y} dy=${isRight ? "0" : "0.34em"}
      text-anchor=${isRight ? "end" : "start"}>${words}</text>`;
}

/** “yours, 784→128→10”; of many layers only how many. @param {number[]} layers */
function ownName(layers) {
  return layers.length <= 4 ? `yours, ${layers.join("→")}` : `yours, ${layers.length - 1} layers`;
}
