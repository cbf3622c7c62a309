/** The change along x in the present step, as a formula with its numbers. */
import { html } from "../../../vendor/vendor.js";
import { equation, formula, fraction, root } from "../../charts/equation.js";
import { sourced } from "../../charts/number.js";
import { rowAt } from "./racers.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/number.js").Sourced} Sourced
 * @typedef {{momentum: number, nesterov: boolean, alpha: number, betas: [number, number]}} Options
 *   of all optimizers; each has some of them
 */

/** @param {Shown} model */
export function maths(model) {
  const { result, step, selected } = model;
  const racer = result.paths[selected];
  const row = rowAt(racer, step);
  if (row === 0) return html`<p class="maths-of">Before the first step nothing has moved.</p>`;
  const n = (/** @type {string} */ name, /** @type {number} */ at) =>
    sourced(result, `paths.${selected}.${name}.${at}.0`, 4);
  return html`<p class="maths-of">${racer.title}, step ${row}, along x:</p>${lines(racer, row, n)}`;
}

/**
 * @param {Api.Racer} racer @param {number} t
 * @param {(name: string, at: number) => import("../../charts/number.js").Sourced} n
 */
function lines(racer, t, n) {
  const eta = plain(racer.learning_rate);
  const g = n("gradients", t - 1);
  const change = n("changes", t);
  const moment = (/** @type {string} */ name, /** @type {number} */ at) => n(`moments.${name}`, at);
  const options = /** @type {Options} */ (racer.options);
  if (racer.optimizer === "sgd" && !options.momentum)
    return equation`Δx = − η g = − ${eta} · ${g} = ${change}`;
  if (racer.optimizer === "sgd") {
    const m = moment("momentum_buffer", t);
    const mu = plain(options.momentum);
    const memory =
      t === 1
        ? equation`m = g = ${m}`
        : equation`m = μ m + g = ${mu} · ${moment("momentum_buffer", t - 1)} + ${g} = ${m}`;
    const step = options.nesterov
      ? equation`Δx = − η ( g + μ m ) = − ${eta} · ( ${g} + ${mu} · ${m} ) = ${change}`
      : equation`Δx = − η m = − ${eta} · ${m} = ${change}`;
    return [memory, step];
  }
  if (racer.optimizer === "adagrad")
    return [
      equation`s = s + g² = ${moment("sum", t - 1)} + ${g} ² = ${moment("sum", t)}`,
      equation`Δx = − η ${fraction("g", root("s"))} =
        − ${eta} · ${fraction(g, root(moment("sum", t)))} = ${change}`,
    ];
  if (racer.optimizer === "rmsprop") {
    const v = moment("square_avg", t);
    const alpha = plain(options.alpha);
    const rest = plain(1 - options.alpha);
    return [
      equation`v = α v + ( 1 − α ) g² =
        ${alpha} · ${moment("square_avg", t - 1)} + ${rest} · ${g} ² = ${v}`,
      equation`Δx = − η ${fraction("g", root("v"))} = − ${eta} · ${fraction(g, root(v))} = ${change}`,
    ];
  }
  return adam(racer.optimizer, options, t, { g, change, moment });
}

/**
 * @param {string} optimizer @param {Options} options @param {number} t
 * @param {{g: Sourced, change: Sourced, moment: (name: string, at: number) => Sourced}} numbers
 */
function adam(optimizer, { betas }, t, { g, change, moment }) {
  const [one, two] = betas;
  const [m, v] = [moment("exp_avg", t), moment("exp_avg_sq", t)];
  const decay = optimizer === "adamw" ? formula`− η λ x` : "";
  const [first, second] = [
    formula`1 − ${plain(one)} ^ ${plain(t)}`,
    formula`1 − ${plain(two)} ^ ${plain(t)}`,
  ];
  return [
    equation`m = β₁ m + ( 1 − β₁ ) g =
      ${plain(one)} · ${moment("exp_avg", t - 1)} + ${plain(1 - one)} · ${g} = ${m}`,
    equation`v = β₂ v + ( 1 − β₂ ) g² =
      ${plain(two)} · ${moment("exp_avg_sq", t - 1)} + ${plain(1 - two)} · ${g} ² = ${v}`,
    equation`Δx = − η ${fraction(fraction("m", first), root(fraction("v", second)))} ${decay} = ${change}`,
  ];
}

/** A setting as it is written. @param {number} value */
function plain(value) {
  return { text: String(Number(value.toPrecision(6))).replace("-", "−"), source: "" };
}
