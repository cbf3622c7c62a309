/** The arithmetic of the unit that is open, with the numbers of the selected row. */
import { html } from "../../../vendor/vendor.js";
import "../../controls/number_field.js";
import { shown } from "../../charts/number.js";
import { weightedSum } from "../../charts/weighted_sum.js";
import { unitName } from "../../lib/format.js";
import { inputAxis, namesOfInputs } from "../../run/axis_names.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").PredictPanel} Panel
 */

const ALL_KNOWN = { terms: Number.POSITIVE_INFINITY, z: true, a: true };

/** @param {Model} model @param {Panel} panel */
export function inside(model, panel) {
  const { result, constants, selected, edge } = model;
  const [layer, unit] = selected;
  const name = unitName(result.network.layers, layer, unit);
  if (layer === 0) return input(model, panel, unit);
  const { label, symbol } = constants.activations[result.network.activations[layer - 1] ?? ""] ?? {};
  return html`<h3>Inside ${name}</h3>
    <p class="inside-kind">weighted sum, then ${label}</p>
    ${weightedSum(result, selected, {
      symbol: symbol ?? "f",
      known: ALL_KNOWN,
      isKnown: () => true,
      lit: edge,
    })}`;
}

/**
 * An input: as the data have it, what training made of it, and a field.
 * @param {Model} model @param {Panel} panel @param {number} unit
 */
function input({ result }, panel, unit) {
  const { data, rows } = result;
  const name = unitName(result.network.layers, 0, unit);
  const known = namesOfInputs(data)?.[unit];
  if (data.features)
    return html`<h3>Inside ${name}</h3><p class="inside-kind">${known}, computed from the row</p>
      <p class="inside-input"><var>${name}</var> ${shown(result, `x.${unit}`, 3)}</p>`;
  const take = (/** @type {CustomEvent<number>} */ { detail }) => panel.set(`value.${unit}`, detail);
  const given = `rows.inputs.${rows.row}.${unit}`;
  const scaled = data.scaling
    ? html`<p class="inside-kind">standardized as in training</p>
      <p class="inside-input">(${shown(result, given, 3)} −
        ${shown(result, `data.scaling.mean.${unit}`, 3)}) /
        ${shown(result, `data.scaling.std.${unit}`, 3)} = ${shown(result, `x.${unit}`, 3)}</p>`
    : "";
  return html`<h3>Inside ${name}</h3>
    <p class="inside-kind">${inputAxis({ ...data, scaling: null }, unit)}: an input hands its number on</p>
    <p class="inside-input"><nudge-number data-step="0.1" data-decimals="3"
      .label=${`${data.input_names[unit]} of the row`} .value=${panel.valueOf(unit)}
      @number-taken=${take}></nudge-number></p>${scaled}`;
}
