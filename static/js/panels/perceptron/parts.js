/** The perceptron's pictures: the plane with its line, the look at one example, the row of all looks. */
import { html, svg } from "../../../vendor/vendor.js";
import { placeOf } from "../../charts/drag.js";
import { equation } from "../../charts/equation.js";
import { shown, sourced } from "../../charts/number.js";
import { arrow, example, halves, plane, planeScales, wedge } from "../../charts/plane.js";
import { within } from "../../charts/plot.js";
import { fixed } from "../../lib/format.js";

/** @param {any} model @param {any} panel */
export function picture(model, panel) {
  const { result } = model;
  return html`<div class="pictures ${panel.isClose ? "close" : ""}">
      <div><p class="figure-name">${result.solver ? "One neuron: one line" : ""}</p>${line(model, panel)}</div>
      ${
        result.solver && !model.update
          ? html`<div><p
        class="figure-name">2 → 2 → 1 units: two lines</p>${solved(result, panel)}</div>`
          : ""
      }
      <p class="figure-name row strip-name">every look at an example, in order: filled where it was a mistake</p>
      ${strip(model, panel)}
    </div>`;
}

/**
 * The line as it stands, the example looked at, and where the line was before.
 * @param {any} model @param {any} panel
 */
function line({ result, request, update, step }, panel) {
  const room = planeScales(...domain(result.examples, request.examples), panel.isClose, 340);
  const now = update ?? { weights: result.weights, bias: result.bias };
  const before = step === null ? null : beforeStep(result, request, step);
  const points = /** @type {any[]} */ (result.examples);
  const isWrong = (/** @type {any} */ { x, y }) =>
    Number(now.weights[0] * x[0] + now.weights[1] * x[1] + now.bias >= 0) !== y;
  const add = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    const { x, y } = placeOf(/** @type {SVGSVGElement} */ (event.currentTarget), event);
    if (x < room.left || x > room.right || y < room.top || y > room.bottom) return;
    panel.addPoint([within(room.x, x, 2), within(room.y, y, 2)]);
  };
  return plane(
    room,
    {
      label: `${points.length} examples; the line where w·x + b = 0, with w = (${fixed(now.weights[0])}, ${fixed(now.weights[1])}) and b = ${fixed(now.bias)}`,
      listeners: { pointerdown: add },
    },
    [
      before && update.error ? ghost(room, before) : "",
      weightArrow(room, now),
      points.map((each, index) =>
        example(room, {
          ...each,
          isMistake: isWrong(each),
          isLit: update?.example === index,
          name: `example ${index + 1}, class ${each.y}. Drag to move it.`,
          onMove: (x, y, isSettled) => panel.changePoint(index, { x: [x, y] }, isSettled),
        }),
      ),
    ],
    halves(room, now.weights, now.bias),
  );
}

/** XOR's way out: what two neurons see, a third can part. @param {any} result @param {any} panel */
function solved(result, panel) {
  const room = planeScales(...domain(result.examples, null), panel.isClose, 340);
  const [first, second] = result.solver.network.weights[0];
  const [b1, b2] = result.solver.network.biases[0];
  return plane(
    room,
    { label: "Between the two lines the network answers 1, outside 0: all four right" },
    result.examples.map((/** @type {any} */ each) => example(room, each)),
    wedge(room, [
      { w: first, b: b1 },
      { w: second, b: b2 },
    ]),
  );
}

/** The weights and bias before a step. @param {any} result @param {any} request @param {number} step */
function beforeStep(result, request, step) {
  return step > 0 ? result.updates[step - 1] : { weights: request.weights, bias: request.bias };
}

/**
 * The plane that is shown: near for the corners of a gate, wide for points of one's own.
 * @param {any[]} examples @param {any} own @returns {[[number, number], [number, number]]}
 */
function domain(examples, own) {
  const isNear = own === null && examples.length === 4;
  const ends = /** @type {[number, number]} */ (isNear ? [-0.75, 1.75] : [-2.5, 2.5]);
  return [ends, ends];
}

/** Where the line was. @param {any} room @param {any} before */
function ghost(room, { weights: [u, v], bias }) {
  if (u === 0 && v === 0) return "";
  const [low, high] = room.x.domain();
  const ends =
    Math.abs(v) > Math.abs(u)
      ? [low, high].map((x) => [x, -(u * x + bias) / v])
      : [low, high].map((y) => [-(v * y + bias) / u, y]);
  const [[x1, y1], [x2, y2]] = /** @type {[[number, number], [number, number]]} */ (ends);
  return svg`<svg x=${room.left} y=${room.top} width=${room.right - room.left}
    height=${room.bottom - room.top}
    viewBox="${room.left} ${room.top} ${room.right - room.left} ${room.bottom - room.top}">
      <line class="ghost" x1=${room.x(x1)} y1=${room.y(y1)} x2=${room.x(x2)} y2=${room.y(y2)}></line></svg>`;
}

/**
 * The weight vector, from the line at right angles to it, towards the side that answers 1.
 * @param {any} room @param {any} now
 */
function weightArrow(room, { weights: [u, v], bias }) {
  const square = u * u + v * v;
  if (square === 0) return "";
  const [low, high] = room.x.domain();
  const middle = (low + high) / 2;
  const away = (u * middle + v * middle + bias) / square;
  const foot = [middle - away * u, middle - away * v];
  const length = Math.min(0.3 * (high - low), 0.16 * (high - low) * Math.sqrt(square)) / Math.sqrt(square);
  const tip = [foot[0] + length * u, foot[1] + length * v];
  const isOutside = [...foot, ...tip].some((each) => each < low || each > high);
  if (isOutside) return "";
  return svg`${arrow(room, foot, tip)}<text class="axis-name" x=${room.x(tip[0]) + 8}
    y=${room.y(tip[1]) - 8}>w</text>`;
}

/** Every look in a row: filled where it was a mistake. @param {any} model @param {any} panel */
function strip({ result, step }, panel) {
  const { updates } = result;
  const width = Math.min(18, 640 / updates.length);
  const choose = (/** @type {number} */ index) => () => panel.showStep(index);
  return html`<svg class="strip row" viewBox="0 0 ${width * updates.length} 26"
    preserveAspectRatio="xMidYMid meet" role="img"
    aria-label=${`${updates.length} looks, ${result.mistakes} of them mistakes`}>
      ${updates.map(
        (/** @type {any} */ { error, epoch, example: at }, /** @type {number} */ index) => svg`<rect
          class="look ${error ? "mistake" : ""} ${index === step ? "lit" : ""}" x=${index * width + 1} y="3"
          width=${Math.max(1, width - 2)} height="20" @click=${choose(index)}>
            <title>epoch ${epoch}, example ${at + 1}: ${error ? "mistake" : "right"}</title></rect>`,
      )}
    </svg>`;
}

/** The way through the looks, for keys and clickers. @param {any} model @param {any} panel */
export function scrubber({ result, step, update }, panel) {
  const last = result.updates.length;
  const at = step === null ? last : step;
  const text = update ? `look ${at + 1} of ${last}, epoch ${update.epoch}` : `all ${last} looks done`;
  const move = (/** @type {Event} */ event) => {
    const value = Number(/** @type {HTMLInputElement} */ (event.target).value);
    panel.showStep(value >= last ? null : value);
  };
  return html`<label class="slider-name" for="perceptron-scrub">Look</label>
    <input class="slider-range" id="perceptron-scrub" type="range" min="0" max=${last} step="1"
      .value=${String(at)} aria-valuetext=${text} @input=${move}>
    <p class="more-count">${text}</p>`;
}

/** The list of the examples, to edit by keyboard. @param {any} panel */
export function pointEditor(panel) {
  const coordinate = (/** @type {any} */ each, /** @type {number} */ index, /** @type {number} */ axis) => {
    const take = (/** @type {Event} */ event) => {
      const field = /** @type {HTMLInputElement} */ (event.target);
      if (!field.reportValidity()) return;
      panel.changePoint(index, {
        x: each.x.map((/** @type {number} */ old, /** @type {number} */ at) =>
          at === axis ? Number(field.value) : old,
        ),
      });
    };
    return html`<td><input class="slider-number" type="number" min="-2.5" max="2.5" step="any" required
      .value=${String(each.x[axis])} aria-label="example ${index + 1}, x${axis ? "₂" : "₁"}"
      @change=${take}></td>`;
  };
  return html`<p class="more-count">Click into the plane to add one, drag to move one; or edit the list.</p>
    <div class="segments" role="group" aria-label="A click places class">
      ${[1, 0].map(
        (y) => html`<button type="button" aria-pressed=${String(panel.view.placing === y)}
        @click=${() => panel.setView({ placing: y })}>class ${y} ${y ? "●" : "■"}</button>`,
      )}
    </div>
    <table class="points"><thead><tr><th scope="col">x₁</th><th scope="col">x₂</th><th scope="col">class</th>
    <th><span class="visually-hidden">remove</span></th></tr></thead>
      <tbody>${panel.points.map(
        (/** @type {any} */ each, /** @type {number} */ index) => html`<tr>
          ${coordinate(each, index, 0)}${coordinate(each, index, 1)}
          <td><button type="button" aria-label="example ${index + 1} is class ${each.y}: change"
            @click=${() =>
              panel.changePoint(index, { y: 1 - each.y })}>${each.y} ${each.y ? "●" : "■"}</button></td>
          <td><button type="button" class="quiet" aria-label="remove example ${index + 1}"
            @click=${() => panel.removePoint(index)}>×</button></td>
        </tr>`,
      )}</tbody></table>
    <button type="button" @click=${() => panel.addPoint([0, 0])}>Add an example at (0, 0)</button>`;
}

/** The look at one example, as a sum; at the end, what came of it. @param {any} model */
export function inside(model) {
  const { result, request, step, update } = model;
  if (!update) return html`<h3>In the end</h3>${ending(result)}`;
  const before = beforeStep(result, request, step);
  const [x1, x2] = result.examples[update.example].x;
  const n = (/** @type {string} */ path, decimals = 2) => shown(result, `updates.${step}.${path}`, decimals);
  const row = (/** @type {string} */ name, /** @type {number} */ x, /** @type {number} */ w) => html`<tr>
      <th scope="row"><var>${name}</var></th><td>${fixed(x)} <span class="sign">×</span></td>
      <td class=${w < 0 ? "negative" : "positive"}>${fixed(w)} <span class="sign">=</span></td>
      <td>${fixed(x * w)}</td></tr>`;
  return html`<h3>Epoch ${update.epoch}, example ${update.example + 1}</h3>
    <p class="inside-kind">weigh, add, and decide by the sign</p>
    <table class="sum">
      <caption class="visually-hidden">The look at this example</caption>
      <tbody>${row("x₁", x1, before.weights[0])}${row("x₂", x2, before.weights[1])}
        <tr><th scope="row" colspan="2">bias</th><td><span class="sign">+</span></td>
        <td>${fixed(before.bias)}</td></tr></tbody>
      <tfoot>
        <tr><th scope="row" colspan="3"><var>z</var></th><td>${n("z")}</td></tr>
        <tr><th scope="row" colspan="3">prediction <var>ŷ</var></th><td>${n("prediction", 0)}</td></tr>
        <tr><th scope="row" colspan="3">target <var>y</var></th><td>${n("target", 0)}</td></tr>
        <tr><th scope="row" colspan="3">error <var>y − ŷ</var></th><td>${n("error", 0)}</td></tr>
      </tfoot>
    </table>
    <p class="inside-kind">${
      update.error
        ? html`A mistake, so it moves: <var>w</var> = (${n("weights.0")}, ${n("weights.1")}), <var>b</var> = ${n("bias")}.`
        : "Right, so nothing moves."
    }</p>`;
}

/** @param {any} result */
function ending(result) {
  const verdict = result.converged ? "It converged" : result.cycle ? "It goes in circles" : "Out of epochs";
  return html`<p><span class="badge">${verdict}</span></p>
    <table class="sum"><tbody>
      <tr><th scope="row">looks</th><td>${result.updates.length}</td></tr>
      <tr><th scope="row">mistakes</th><td>${shown(result, "mistakes", 0)}</td></tr>
      <tr><th scope="row">epochs</th><td>${shown(result, "epochs", 0)}</td></tr>
      <tr><th scope="row"><var>w₁</var></th><td>${shown(result, "weights.0")}</td></tr>
      <tr><th scope="row"><var>w₂</var></th><td>${shown(result, "weights.1")}</td></tr>
      <tr><th scope="row"><var>b</var></th><td>${shown(result, "bias")}</td></tr>
    </tbody></table>
    ${
      result.cycle
        ? html`<p class="inside-kind">The proof: what it held after ${shown(result, "cycle.first", 0)} looks it holds again ${shown(result, "cycle.length", 0)} looks later, at the same example. From there everything repeats.</p>`
        : ""
    }`;
}

/** @param {any} model */
export function answer({ result, update, step }) {
  const verdict = update
    ? `look ${step + 1} of ${result.updates.length}: ${update.error ? "a mistake" : "right"}`
    : `mistakes in ${result.epochs} ${result.epochs === 1 ? "epoch" : "epochs"}: ${
        result.converged ? "solved" : result.cycle ? "never to be solved" : "not solved yet"
      }`;
  const count = result.updates
    .slice(0, (step ?? result.updates.length) + 1)
    .filter((/** @type {any} */ each) => each.error).length;
  return html`<p class="answer-line"><output class="answer-number" data-answer>${count}</output> <span
    class="answer-verdict">${
      update ? `${count === 1 ? "mistake" : "mistakes"} so far; ${verdict}` : verdict
    }</span></p>`;
}

/** @param {any} model */
export function sentence({ result, update }) {
  if (!update) return result.sentence;
  const start = `Example ${update.example + 1} gives z = ${fixed(update.z)}, so the perceptron answers ${update.prediction}`;
  if (!update.error) return `${start}, which is right. Nothing moves.`;
  return `${start}, and should have said ${update.target}. The line moves: w = (${fixed(update.weights[0])}, ${fixed(update.weights[1])}), b = ${fixed(update.bias)}.`;
}

/** @param {any} model */
export function maths({ result, request, step, update }) {
  if (!update) return html`<p class="maths-of">Step through the looks to see the rule with its numbers.</p>`;
  const before = beforeStep(result, request, step);
  const [x1, x2] = result.examples[update.example].x;
  const n = (/** @type {string} */ path) => sourced(result, `updates.${step}.${path}`, 2);
  const moved = (/** @type {string} */ path, /** @type {number} */ old, /** @type {number} */ x) =>
    equation`${path} = ${two(old)} + ${two(request.learning_rate)} · ${sourced(result, `updates.${step}.error`, 0)} · ${two(x)} = ${n(path === "w₁" ? "weights.0" : "weights.1")}`;
  return html`<p class="maths-of">This look, with its numbers:</p>
    ${equation`z = ${two(before.weights[0])} · ${two(x1)} + ${two(before.weights[1])} · ${two(x2)} + ${two(before.bias)} = ${n("z")}`}
    ${moved("w₁", before.weights[0], x1)}
    ${moved("w₂", before.weights[1], x2)}
    ${equation`b = ${two(before.bias)} + ${two(request.learning_rate)} · ${sourced(result, `updates.${step}.error`, 0)} = ${n("bias")}`}`;
}

/** A number of two decimals for a formula. @param {number} value */
function two(value) {
  return { text: fixed(value), source: "" };
}
