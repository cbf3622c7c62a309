/** One neuron: the sum, the bend, and for two inputs the line where it decides. */
import { html } from "../../vendor/vendor.js";
import { equation, joined } from "../charts/equation.js";
import { fitted, moving } from "../charts/fit.js";
import { gaugeScale, gauges } from "../charts/gauge.js";
import { lineThrough } from "../charts/guess.js";
import { neuronPicture } from "../charts/neuron.js";
import { shown, sourced } from "../charts/number.js";
import { halves, plane, planeScales } from "../charts/plane.js";
import { curve, drops, plot, point, scales, tangent } from "../charts/plot.js";
import { fixed, subscript } from "../lib/format.js";
import { inFormula } from "../lib/functions.js";
import { PanelElement } from "../panel/element.js";

/**
 * @typedef {{request: Api.NeuronRequest, view: Api.PanelView, result: Api.NeuronResult,
 *   constants: {names: Record<string, string>, curves: Record<string, number[]>,
 *   ranges: Record<string, [number | null, number | null]>}}} Model
 */

const PLANE = /** @type {[number, number]} */ ([-3, 3]);

/** @extends {PanelElement<Model>} */
class NeuronPanel extends PanelElement {
  /** @param {string} action @param {string} value */
  act(action, value) {
    if (action !== "inputs") return;
    const { inputs, weights } = this.request;
    const isMore = value === "1";
    const change = (/** @type {number[]} */ list, /** @type {number} */ next) =>
      isMore ? [...list, next] : list.slice(0, -1);
    this.setRequest({ ...this.request, inputs: change(inputs, 1), weights: change(weights, 0.5) }, "inputs");
  }

  /** @param {Model} model */
  parts(model) {
    const { result, request } = model;
    const count = result.inputs.length;
    const { fewest, most } = this.limits.counts("inputs");
    // A drawn boundary has the room of the bend beside it
    const isGuessed = Boolean(this.answers.guess?.ends.length);
    return {
      picture: html`<div class="pictures ${count === 1 ? "stacked" : ""}">
        <div class=${isGuessed ? "" : "whole"}>${fitted((room) =>
          neuronPicture(result, {
            range: model.constants.ranges[request.activation],
            name: model.constants.names[request.activation],
            label: result.sentence,
            room,
          }),
        )}</div>
        ${isGuessed ? "" : this.bendFor(model, count === 2)}
        ${count === 2 ? html`<div>${this.decision(model)}</div>` : ""}
      </div>`,
      inside: inside(model),
      answer: answer(model),
      sentence: result.sentence,
      maths: () => maths(model),
      count: html`<div class="pair">
        <button type="button" data-action="inputs" data-value="-1"
          ?disabled=${count === fewest}>− input</button>
        <button type="button" data-action="inputs" data-value="1" ?disabled=${count === most}>+ input</button>
      </div>`,
    };
  }

  /** @param {Model} model @param {boolean} isSpare  whether it may be left out for want of room */
  bendFor(model, isSpare) {
    return html`<div class=${isSpare ? "spare" : ""}>${fitted((room) => this.bend(model, room))}</div>`;
  }

  /**
   * The activation curve with the live point, which can be dragged: that moves the bias.
   * @param {Model} model @param {import("../charts/fit.js").Room} room
   */
  bend({ result, request, constants }, room) {
    const f = request.activation;
    const reach = [4, 8, 16, 32, 64, 128].find((each) => Math.abs(result.z) <= each * 0.95) ?? 256;
    const [low, high] = constants.ranges[f];
    const y = /** @type {[number, number]} */ ([
      low === null ? -reach : low - 0.25,
      high === null ? reach : high + 0.25,
    ]);
    const axes = scales({ x: [-reach, reach], y, ...room });
    const at = { x: result.z, y: result.a, slope: result.derivative };
    const move = (/** @type {number} */ z, /** @type {number} */ _, /** @type {boolean} */ isSettled) =>
      this.set("bias", this.limits.fitting("bias", z - result.weighted_sum), isSettled);
    const [a, slope] = [fixed(result.a, 4), fixed(result.derivative, 4)];
    return plot(
      axes,
      {
        label: `${constants.names[f]}: at z = ${fixed(result.z)} it is ${a}, its slope ${slope}`,
        xName: "z",
        yName: "a",
      },
      [
        curve(
          axes,
          constants.curves.z.filter(isWithin(reach)),
          constants.curves[f].filter((_, i) => isWithin(reach)(constants.curves.z[i])),
        ),
        tangent(axes, at),
        drops(axes, at),
        point(axes, { ...at, hint: "Drag: moves the bias", onMove: move }),
      ],
    );
  }

  /** The plane of two inputs with the line z = 0, and the line guessed. @param {Model} model */
  decision({ result, request }) {
    const ends = this.answers.guess?.ends;
    const move = (/** @type {number} */ x, /** @type {number} */ y, /** @type {boolean} */ isSettled) =>
      this.set("inputs", [x, y], isSettled);
    const label = `The line where z is 0, and the point (${result.inputs.map((x) => fixed(x)).join(", ")})`;
    const hint = "Drag: moves the inputs";
    return moving([...result.weights, result.bias, ...request.inputs], (room, [w1, w2, b, x, y]) => {
      const axes = planeScales(PLANE, PLANE, room);
      const here = point(axes, { x, y, hint, onMove: move });
      const guess = ends?.length ? lineThrough(axes, ends) : "";
      return plane(axes, { label }, [guess, here], halves(axes, [w1, w2], b));
    });
  }
}

/** @param {number} reach */
function isWithin(reach) {
  return (/** @type {number} */ z) => Math.abs(z) <= reach;
}

/** The sum, term by term. @param {Model} model */
function inside({ result, request, constants }) {
  const f = constants.names[request.activation];
  return html`
    <h3>The arithmetic</h3>
    <p class="inside-kind">weighted sum, then ${f}</p>
    <table class="sum">
      <caption class="visually-hidden">How the neuron gets its activation</caption>
      <thead class="visually-hidden"><tr><th>from</th><th>input</th><th>weight</th>
      <th>product</th></tr></thead>
      <tbody>
        ${result.terms.map(
          (_, i) => html`<tr>
            <th scope="row"><var>x${subscript(i + 1)}</var></th>
            <td>${shown(result, `inputs.${i}`)} <span class="sign">×</span></td>
            <td class=${
              result.weights[i] < 0 ? "negative" : "positive"
            }>${shown(result, `weights.${i}`)} <span class="sign">=</span></td>
            <td>${shown(result, `terms.${i}`, 4)}</td>
          </tr>`,
        )}
        <tr><th scope="row" colspan="2">bias</th><td><span class="sign">+</span></td>
        <td>${shown(result, "bias", 4)}</td></tr>
      </tbody>
      <tfoot>
        <tr><th scope="row" colspan="3"><var>z</var></th><td>${shown(result, "z", 4)}</td></tr>
        <tr><th scope="row" colspan="3"><var>a</var> = ${f}(<var>z</var>)</th>
        <td>${shown(result, "a", 4)}</td></tr>
      </tfoot>
    </table>
    <p class="inside-kind">slope d<var>a</var>/d<var>z</var> here: <span
      class="number">${shown(result, "derivative", 4)}</span></p>`;
}

/** @param {Model} model */
function answer({ result, request, constants }) {
  const scale = gaugeScale(constants.ranges[request.activation], [result.a]);
  return html`
    <p class="answer-line"><output class="answer-number" data-answer>${shown(result, "a", 4)}</output></p>
    ${gauges([{ name: "a", value: result.a }], { ...scale, isKnown: true })}`;
}

/** @param {Model} model */
function maths({ result, request, constants }) {
  const n = (/** @type {string} */ path, decimals = 2) => sourced(result, path, decimals);
  const products = result.terms.map((_, i) => [n(`weights.${i}`), n(`inputs.${i}`)]);
  const sum = joined(
    products.map((pair, i) => joined(pair, "·", i > 0)),
    "+",
  );
  const f = inFormula(request.activation, constants.names);
  return html`<p class="maths-of">With the present numbers:</p>
    ${equation`z = ${sum} + ${n("bias")} = ${n("z")}`}
    ${equation`a = ${f} ( ${n("z")} ) = ${n("a", 4)}`}`;
}

customElements.define("nudge-neuron", NeuronPanel);
