/** The perceptron's pictures: the plane with its line, and a mark for each step. */
import { html, svg } from "../../../vendor/vendor.js";
import { pointerPosition } from "../../charts/drag.js";
import { fitted, moving } from "../../charts/fit.js";
import { arrow, example, halves, isInside, placeAt, plane, planeScales, wedge } from "../../charts/plane.js";
import { fixed, noun } from "../../lib/format.js";
import { className, shortName } from "../../lib/names.js";
import { corners, ends } from "./domain.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").PerceptronPanel} Panel
 * @typedef {{weights: number[], bias: number}} Weights
 * @typedef {import("../../charts/plot.js").Scales} Scales
 * @typedef {import("../../charts/fit.js").Room} Room
 */

const STRIP = "every step, one example each, in order: filled where it was a mistake";

/** @param {Shown} model @param {Panel} panel */
export function picture(model, panel) {
  const { solver } = model.result;
  const way = solver && !model.update ? fitted((room) => solved({ ...model.result, solver }, room)) : "";
  return html`<div class="pictures">
      <div><p class="figure-name">${solver ? "One neuron: one line" : ""}</p>
      ${line(model, panel)}</div>
      ${way && html`<div><p class="figure-name">2 → 2 → 1 units: two lines</p>${way}</div>`}
      <p class="figure-name row strip-name">${STRIP}</p>
      ${strip(model, panel)}
    </div>`;
}

/** The line as it stands, or on its way there. @param {Shown} model @param {Panel} panel */
function line(model, panel) {
  const { result, update } = model;
  if (result.weights.length !== 2)
    return html`<p class="more-count">Drawn for two inputs; here there are ${result.weights.length}.</p>`;
  const now = update ?? { weights: result.weights, bias: result.bias };
  return moving([...now.weights, now.bias], (room, [u, v, bias]) =>
    planeWithLine(model, panel, { weights: [u, v], bias }, room),
  );
}

/**
 * The examples, the one looked at, the line, and where the line was before.
 * @param {Shown} model @param {Panel} panel @param {Weights} drawn  the line as it is drawn
 * @param {Room} room
 */
function planeWithLine({ result, request, constants, update, step }, panel, drawn, room) {
  const axes = planeScales(...panel.steady(ends(result, request, constants.farthest)), room);
  const [xName = "", yName = ""] = result.input_names.map((name) => shortName(name));
  const now = update ?? { weights: result.weights, bias: result.bias };
  const before = step === null ? null : beforeStep(result, request, step);
  const points = result.examples;
  const isWrong = (/** @type {Api.Point} */ { x, y }) =>
    fires(now.weights[0] * x[0] + now.weights[1] * x[1] + now.bias, request) !== (y === 1);
  const add = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    const at = pointerPosition(/** @type {SVGSVGElement} */ (event.currentTarget), event);
    if (isInside(axes, at.x, at.y)) panel.addPoint(placeAt(axes, at));
  };
  return plane(
    axes,
    {
      label: `${points.length} examples by ${xName} and ${yName}; ${lineOf(now)}`,
      xName,
      yName,
      listeners: { pointerdown: add },
    },
    [
      before && update?.error ? ghost(axes, before) : "",
      weightArrow(axes, drawn),
      points.map((each, index) =>
        example(axes, {
          ...each,
          y: Number(each.y === 1),
          isMistake: isWrong(each),
          isLit: update?.example === index,
          name: `example ${index + 1}, ${classOf(result, each)}. Drag to move it.`,
          onMove: (x, y, isSettled) => panel.changePoint(index, { x: [x, y] }, isSettled),
        }),
      ),
    ],
    halves(axes, drawn.weights, drawn.bias),
  );
}

/**
 * What the class of an example is called.
 * @param {Api.PerceptronResult} result @param {{y: number}} example
 */
export function classOf({ class_names: names }, { y }) {
  return className(names[Number(y === 1)] ?? "");
}

/** Whether the unit fires at this sum. @param {number} z @param {Api.PerceptronRequest} request */
function fires(z, { fires_at_zero }) {
  return z > 0 || (z === 0 && fires_at_zero);
}

/** @param {Weights} now */
function lineOf({ weights: [u, v], bias }) {
  return `the line where w·x + b = 0, with w = (${fixed(u)}, ${fixed(v)}) and b = ${fixed(bias)}`;
}

/**
 * XOR's way out: what two neurons see, a third can part.
 * @param {Api.PerceptronResult & {solver: Api.Solver}} result @param {Room} room
 */
function solved(result, room) {
  const axes = planeScales(...corners(), room);
  const [first, second] = result.solver.network.weights[0];
  const [b1, b2] = result.solver.network.biases[0];
  return plane(
    axes,
    { label: "Between the two lines the network answers 1, outside 0: all four right" },
    result.examples.map((each) => example(axes, each)),
    wedge(axes, [
      { w: first, b: b1 },
      { w: second, b: b2 },
    ]),
  );
}

/**
 * The weights and bias before a step.
 * @param {Api.PerceptronResult} result @param {Weights} request @param {number} step
 */
export function beforeStep(result, request, step) {
  return step > 0 ? result.updates[step - 1] : { weights: request.weights, bias: request.bias };
}

/** Where the line was. @param {Scales} axes @param {Weights} before */
function ghost(axes, { weights: [u, v], bias }) {
  if (u === 0 && v === 0) return "";
  const [[left, right], [low, high]] = [axes.x.domain(), axes.y.domain()];
  const isFlat = Math.abs(v) * (high - low) > Math.abs(u) * (right - left);
  const places = isFlat
    ? [left, right].map((x) => [x, -(u * x + bias) / v])
    : [low, high].map((y) => [-(v * y + bias) / u, y]);
  const [[x1, y1], [x2, y2]] = /** @type {[[number, number], [number, number]]} */ (places);
  return svg`<svg x=${axes.left} y=${axes.top} width=${axes.right - axes.left}
    height=${axes.bottom - axes.top}
    viewBox="${axes.left} ${axes.top} ${axes.right - axes.left} ${axes.bottom - axes.top}">
      <line class="ghost" x1=${axes.x(x1)} y1=${axes.y(y1)} x2=${axes.x(x2)} y2=${axes.y(y2)}></line></svg>`;
}

/**
 * The weight vector, from the line at right angles to it, toward the side that answers 1. There are no right
 * angles where one unit is not as long on both axes.
 * @param {Scales} axes @param {Weights} now
 */
function weightArrow(axes, { weights: [u, v], bias }) {
  const square = u * u + v * v;
  const [[left, right], [low, high]] = [axes.x.domain(), axes.y.domain()];
  const span = right - left;
  if (square === 0 || Math.abs(high - low - span) > 1e-9 * span) return "";
  const [x, y] = [(left + right) / 2, (low + high) / 2];
  const away = (u * x + v * y + bias) / square;
  const foot = [x - away * u, y - away * v];
  const length = Math.min(0.3 * span, 0.16 * span * Math.sqrt(square)) / Math.sqrt(square);
  const tip = [foot[0] + length * u, foot[1] + length * v];
  const isIn = (/** @type {number[]} */ [a = 0, b = 0]) => a >= left && a <= right && b >= low && b <= high;
  if (![foot, tip].every(isIn)) return "";
  return svg`${arrow(axes, foot, tip)}<text class="axis-name" x=${axes.x(tip[0]) + 8}
    y=${axes.y(tip[1]) - 8}>w</text>`;
}

/** Every step in a row: filled where it was a mistake. @param {Shown} model @param {Panel} panel */
function strip({ result, step }, panel) {
  const { updates } = result;
  const width = Math.min(18, 640 / updates.length);
  const choose = (/** @type {number} */ index) => () => panel.showStep(index);
  return html`<svg class="strip row" viewBox="0 0 ${width * updates.length} 26"
    preserveAspectRatio="xMidYMid meet" role="img"
    aria-label=${`${updates.length} ${noun(updates.length, "step")}, ${result.mistakes} of them ${noun(
      result.mistakes,
      "mistake",
    )}`}>
      ${updates.map(
        ({ error, epoch, example: at }, index) => svg`<rect
          class="step-mark ${error ? "mistake" : ""} ${index === step ? "lit" : ""}" x=${index * width + 1}
          y="3"
          width=${Math.max(1, width - 2)} height="20" @click=${choose(index)}>
            <title>epoch ${epoch}, example ${at + 1}: ${error ? "mistake" : "right"}</title></rect>`,
      )}
    </svg>`;
}
