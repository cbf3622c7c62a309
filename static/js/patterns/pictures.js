/** Every chart in its states, from results that the server put into the page. Pure functions. */
import { html, svg } from "../../vendor/vendor.js";
import { computationalGraph } from "../charts/computational_graph.js";
import { functionPlot } from "../charts/function_plot.js";
import { gaugeScale, gauges } from "../charts/gauge.js";
import { networkPicture } from "../charts/network.js";
import { neuronPicture } from "../charts/neuron.js";
import { curve, drops, plot, point, scales, tangent, upright } from "../charts/plot.js";
import { signalNetwork } from "../charts/signal_network.js";
import { endOf, knownAt } from "../lib/backprop_steps.js";
import { fixed } from "../lib/format.js";
import { numbers } from "./numbers.js";
import { planes } from "./planes.js";

/**
 * @template Request, Result
 * @typedef {{request: Request, result: Result, constants: {names: Record<string, string>,
 *   curves: Record<string, number[]>, ranges: Record<string, [number | null, number | null]>,
 *   activations: import("../lib/activations.js").Activations}}} State
 */

/**
 * @typedef {State<Api.ForwardRequest, Api.ForwardResult>} Forward
 * @typedef {State<Api.NeuronRequest, Api.NeuronResult>} Neuron
 * @typedef {State<Api.SoftmaxRequest, Api.SoftmaxResult>} Softmax
 * @typedef {State<Api.PerceptronRequest, Api.PerceptronResult>} Perceptron
 * @typedef {State<Api.LinearCollapseRequest, Api.LinearCollapseResult>} Collapse
 * @typedef {{forward: Forward, tall: Forward, neuron: Neuron, minus: Neuron, nothing: Neuron,
 *   softmax: Softmax, cold: Softmax, and: Perceptron,
 *   xor: State<Api.PerceptronRequest, Api.PerceptronResult & {solver: Api.Solver}>, collapse: Collapse,
 *   activation: State<Api.ActivationRequest, Api.ActivationResult>,
 *   backprop: State<Api.BackpropRequest, Api.BackpropResult>,
 *   descent: State<Api.DescentRequest, Api.DescentResult>}} Results
 * @typedef {{results: Results, code: import("../charts/code_listing.js").Programs, table: Api.Table,
 *   chosen: import("../lib/network_walk.js").UnitOrEdge, sample: number, dragged: number[], isClose: boolean,
 *   change: (change: {chosen?: import("../lib/network_walk.js").UnitOrEdge, sample?: number,
 *   dragged?: number[]}) => void}} Page
 */

const STYLES = ["", "second", "third", "fourth"];

const SMALL = { width: 330, height: 230 };

/** All pictures by their names in the page. @param {Page} page @returns {Record<string, unknown>} */
export function pictures(page) {
  return { ...networks(page), ...signals(page), ...graphs(page), ...planes(page), ...numbers(page) };
}

/** @param {Page} page */
function networks(page) {
  const { forward, tall, neuron } = page.results;
  const neuronOptions = {
    range: /** @type {[number, number]} */ ([0, 1]),
    name: "sigmoid",
    label: neuron.result.sentence,
  };
  return {
    network: network(page, forward.result, {}),
    "network-playing": network(page, forward.result, {
      isKnown: (/** @type {number} */ layer, /** @type {number} */ unit) =>
        layer < 2 || (layer === 2 && unit < 1),
      isTraveling: (/** @type {number} */ layer, /** @type {number} */ to) => layer === 2 && to === 1,
    }),
    "network-close": network(page, forward.result, { room: { width: 340, height: 330 } }),
    "network-tall": network(page, tall.result, {}),
    neuron: neuronPicture(neuron.result, {
      ...neuronOptions,
      room: page.isClose ? SMALL : { width: 600, height: 260 },
    }),
    "neuron-close": html`<div class="pictures close"><div
      class="whole">${neuronPicture(neuron.result, { ...neuronOptions, room: SMALL })}</div></div>`,
  };
}

/** What flows through a network, stage by stage. @param {Page} page */
function signals(page) {
  const { result, constants } = page.results.backprop;
  const after = (/** @type {"forward" | "backward" | "update"} */ stage, /** @type {number[]} */ at) => ({
    result,
    constants,
    known: knownAt(result.walk, endOf(result.walk, stage)),
    at,
    room: page.isClose ? { width: 400, height: 360 } : { width: 640, height: 420 },
    hidden: () => false,
    describedBy: "patterns-note",
    onSelect: () => {},
  });
  return {
    "signals-forward": signalNetwork(after("forward", [1, 0, 0])),
    "signals-backward": signalNetwork(after("backward", [2, 1, 0])),
    "signals-update": signalNetwork(after("update", [3, 0])),
    graph: html`<div class="graph-frame scroll-x" tabindex="0" role="group"
      aria-label="The graph of the computation">${computationalGraph(after("update", [2, 1, 0]))}</div>`,
  };
}

/**
 * @param {Page} page @param {Api.ForwardResult} result
 * @param {Partial<import("../charts/network.js").NetworkOptions>} options
 */
function network(page, { network: { layers, activations, weights }, x, layers: computed }, options) {
  const values = [x, ...computed.map((layer) => layer.a)];
  const title = `Network ${layers.join(" → ")}. Arrow keys walk from unit to unit.`;
  return networkPicture(
    {
      sizes: layers,
      values,
      weights,
      functions: activations,
      activations: page.results.forward.constants.activations,
    },
    {
      selected: page.chosen,
      isKnown: () => true,
      isTraveling: () => false,
      title,
      describedBy: "patterns-note",
      room: page.isClose ? { width: 340, height: 330 } : { width: 600, height: 420 },
      onSelect: (layer, unit, input) =>
        page.change({ chosen: input === undefined ? [layer, unit] : [layer, unit, input] }),
      ...options,
    },
  );
}

/** @param {Page} page */
function graphs(page) {
  return {
    plot: html`${curves(page, page.isClose)}${legend(page)}`,
    "plot-close": html`<div class="pictures close"><div>${curves(page, true)}</div></div>`,
    "plot-point": onePoint(page),
    "plot-faint": twoCurves(page),
    "function-plot": smallGraphs(page),
    gauges: allGauges(page),
  };
}

/** @param {Page} page @param {boolean} isClose */
function curves({ results }, isClose) {
  const { functions } = results.activation.result;
  const axes = scales({ x: [-6, 6], y: [-1.2, 6], width: 480, height: 300 }, isClose);
  const names = functions.map((each) => each.name).join(", ");
  return plot(
    axes,
    { label: `Four functions: ${names}`, xName: "z", yName: "a" },
    functions.map((each, i) => curve(axes, each.curve.z, each.curve.a, STYLES[i])),
  );
}

/** @param {Page} page */
function legend({ results }) {
  const { result, constants } = results.activation;
  return html`<ul class="legend">${result.functions.map(
    ({ name }, i) =>
      html`<li>${svg`<svg class="plot" viewBox="0 0 36 12" aria-hidden="true">
        <path class="curve ${STYLES[i]}" d="M0,6H36"></path></svg>`}${constants.names[name]}</li>`,
  )}</ul>`;
}

/** The point walks along the samples of the curve. @param {Page} page */
function onePoint(page) {
  const { z, a, derivative } = page.results.activation.result.functions[0].curve;
  const axes = scales({ x: [-6, 6], y: [-0.1, 1.1], width: 480, height: 300 }, page.isClose);
  const at = { x: z[page.sample], y: a[page.sample], slope: derivative[page.sample] };
  const move = (/** @type {number} */ x) => {
    const away = z.map((/** @type {number} */ each) => Math.abs(each - x));
    page.change({ sample: away.indexOf(Math.min(...away)) });
  };
  return plot(
    axes,
    { label: `The sigmoid, at z = ${fixed(at.x)} it is ${fixed(at.y)}`, xName: "z", yName: "a" },
    [
      curve(axes, z, a),
      tangent(axes, at),
      drops(axes, at),
      point(axes, { ...at, hint: "Drag", onMove: move }),
    ],
  );
}

/** @param {Page} page */
function twoCurves(page) {
  const { results, sample } = page;
  const { z, a, derivative } = results.activation.result.functions[0].curve;
  const axes = scales({ x: [-6, 6], y: [-0.1, 1.2], width: 480, height: 300 }, page.isClose);
  return plot(axes, { label: "The sigmoid and, faint, its slope", title: "value and slope", xName: "z" }, [
    upright(axes, z[sample]),
    curve(axes, z, derivative, "faint"),
    curve(axes, z, a),
    point(axes, { x: z[sample], y: a[sample] }),
    point(axes, { x: z[sample], y: derivative[sample], kind: "second", radius: 6 }),
  ]);
}

/** @param {Page} page */
function smallGraphs({ results }) {
  const { result, constants } = results.forward;
  const { z } = constants.curves;
  const at = { z: result.layers[2].z[0], a: result.layers[2].a[0] };
  return html`${functionPlot({ z, a: constants.curves.sigmoid }, at, { title: "sigmoid", range: [0, 1] })}
    ${functionPlot(
      { z, a: constants.curves.linear },
      { z: at.z, a: at.z },
      { title: "linear", range: [null, null] },
    )}`;
}

/** @param {Page} page */
function allGauges({ results }) {
  const [value] = results.forward.result.prediction;
  const scale = gaugeScale([0, 1], [value]);
  const shares = results.softmax.result.probabilities.map(
    (/** @type {number} */ share, /** @type {number} */ i) => ({ name: `p${"₁₂₃"[i]}`, value: share }),
  );
  return [
    gauges([{ name: "ŷ", value }], { ...scale, isKnown: true }),
    gauges([{ name: "ŷ", value }], { ...scale, isKnown: false }),
    gauges(shares, { ...scale, isKnown: true }),
    [results.minus, results.nothing].map(({ result, request, constants }) => {
      const ends = gaugeScale(constants.ranges[request.activation], [result.a]);
      return gauges([{ name: "a", value: result.a }], { ...ends, isKnown: true });
    }),
  ];
}
