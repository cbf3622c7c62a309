/** The change in the present step, as a formula with its numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, root } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { rowAt } from "./words.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/number.js").Sourced} Sourced
 * @typedef {{momentum: number, nesterov: boolean, alpha: number, betas: [number, number],
 *   weight_decay: number}} Options  of all optimizers; each has some of them
 * @typedef {import("../../charts/equation.js").Quantity} Quantity
 * @typedef {ReturnType<typeof formula>} Formula
 * @typedef {{options: Options, t: number, eta: Quantity, change: Sourced, delta: Formula, g: Formula,
 *   given: Formula | Quantity, place: Sourced, axis: Formula,
 *   moment: (name: string, at: number) => Sourced}} Step
 *   g: the symbol of what it was given, with its weight decay where that is part of the slope; given: its
 *   numbers; delta and axis: what change and coordinate are called; place: where it stood
 */

/** Forms of an optimizer that are spelled out in the programs only. */
const RARE = ["dampening", "lr_decay", "centered", "amsgrad"];

/** Both coordinates in full. @param {Shown} model */
export function maths({ result, step, selected }) {
  const racer = /** @type {Api.Racer} */ (result.paths[selected]);
  const row = rowAt(racer, step);
  if (row === 0) return html`<p class="maths-of">Before the first step nothing has moved.</p>`;
  return ["x", "y"].map(
    (axis, place) => html`<p class="maths-of">${racer.title}, step ${row}, along ${axis}:</p>
      ${stepLines(result, selected, row, place)}`,
  );
}

/**
 * The arithmetic of one step along one axis.
 * @param {Api.DescentResult} result @param {number} selected @param {number} row
 * @param {number} place  0 for x, 1 for y
 */
export function stepLines(result, selected, row, place) {
  const { optimizer, options: all, learning_rate: rate } = /** @type {Api.Racer} */ (result.paths[selected]);
  const options = /** @type {Options} */ (all);
  const n = (/** @type {string} */ name, /** @type {number} */ at) =>
    sourced(result, `paths.${selected}.${name}.${at}.${place}`, 4);
  if (RARE.some((name) => all[name]) || (optimizer === "rmsprop" && options.momentum))
    return html`<p class="maths-of">This form of it is spelled out in the programs.</p>`;
  const axis = place ? formula`y` : formula`x`;
  const [slope, here] = [n("gradients", row - 1), n("points", row - 1)];
  const isDecayed = options.weight_decay > 0 && optimizer !== "adamw";
  /** @type {Step} */
  const step = {
    options,
    t: row,
    eta: plain(rate),
    change: n("changes", row),
    delta: place ? formula`Δy` : formula`Δx`,
    axis,
    place: here,
    g: isDecayed ? formula`( g + λ ${axis} )` : formula`g`,
    given: isDecayed ? formula`( ${slope} + ${plain(options.weight_decay)} · ${here} )` : slope,
    moment: (name, at) => n(`moments.${name}`, at),
  };
  return (LINES[optimizer] ?? adam)(step);
}

/** @type {Record<string, (step: Step) => unknown>} */
const LINES = { sgd, adagrad, rmsprop, adamw: (step) => adam(step, true) };

/** @param {Step} step */
function sgd({ options, t, eta, change, delta, g, given, moment }) {
  if (!options.momentum) return equation`${delta} = − η ${g} = − ${eta} · ${given} = ${change}`;
  const m = moment("momentum_buffer", t);
  const mu = plain(options.momentum);
  const memory =
    t === 1
      ? equation`m = ${g} = ${m}`
      : equation`m = μ m + ${g} = ${mu} · ${moment("momentum_buffer", t - 1)} + ${given} = ${m}`;
  const step = options.nesterov
    ? equation`${delta} = − η ( ${g} + μ m ) = − ${eta} · ( ${given} + ${mu} · ${m} ) = ${change}`
    : equation`${delta} = − η m = − ${eta} · ${m} = ${change}`;
  return [memory, step];
}

/** @param {Step} step */
function adagrad({ t, eta, change, delta, g, given, moment }) {
  const s = moment("sum", t);
  return [
    equation`s = s + ${g} ² = ${moment("sum", t - 1)} + ${given} ² = ${s}`,
    equation`${delta} = − η ${fraction(g, root("s"))} = − ${eta} · ${fraction(given, root(s))} = ${change}`,
  ];
}

/** @param {Step} step */
function rmsprop({ options, t, eta, change, delta, g, given, moment }) {
  const v = moment("square_avg", t);
  const [alpha, rest] = [plain(options.alpha), plain(1 - options.alpha)];
  return [
    equation`v = α v + ( 1 − α ) ${g} ² =
      ${alpha} · ${moment("square_avg", t - 1)} + ${rest} · ${given} ² = ${v}`,
    equation`${delta} = − η ${fraction(g, root("v"))} = − ${eta} · ${fraction(given, root(v))} = ${change}`,
  ];
}

/** @param {Step} step @param {boolean} [isApart]  whether weight decay is apart from the slope: AdamW */
function adam({ options, t, eta, change, delta, axis, place, g, given, moment }, isApart = false) {
  const [one, two] = options.betas;
  const [m, v] = [moment("exp_avg", t), moment("exp_avg_sq", t)];
  const [first, second] = [
    formula`1 − ${plain(one)} ^ ${plain(t)}`,
    formula`1 − ${plain(two)} ^ ${plain(t)}`,
  ];
  const quotient = fraction(fraction(m, first), root(fraction(v, second)));
  const decays = isApart && options.weight_decay > 0;
  const decay = decays ? formula`− η λ ${axis}` : "";
  const pull = decays ? formula`− ${eta} · ${plain(options.weight_decay)} · ${place}` : "";
  return [
    equation`m = β₁ m + ( 1 − β₁ ) ${g} =
      ${plain(one)} · ${moment("exp_avg", t - 1)} + ${plain(1 - one)} · ${given} = ${m}`,
    equation`v = β₂ v + ( 1 − β₂ ) ${g} ² =
      ${plain(two)} · ${moment("exp_avg_sq", t - 1)} + ${plain(1 - two)} · ${given} ² = ${v}`,
    equation`${delta} = − η ${fraction(fraction("m", "c₁"), root(fraction("v", "c₂")))} ${decay} =
      − ${eta} · ${quotient} ${pull} = ${change}`,
  ];
}

/** A setting as it is written. @param {number} value */
function plain(value) {
  return { text: String(Number(value.toPrecision(6))).replace("-", "−"), source: "" };
}
