/** A trial opened in the panel that trains it: the same settings as an address. */
import { html } from "../../../vendor/vendor.js";
import { isObject } from "../../lib/state.js";
import { writeValue } from "../../lib/url_state.js";
import { LONGEST } from "../../panel/address.js";
import { isOwnData } from "../../run/placed.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** Fields of data that tell how they are drawn. */
const OF_DRAWN = ["name", "samples", "noise", "seed"];

/** The link, or why there is none. @param {Shown} model @param {Api.Trial} trial */
export function opening(model, trial) {
  return model.result.data ? inTraining(model, trial) : inDigits(model, trial);
}

/** @param {Shown} model @param {Api.Trial} trial */
function inTraining(model, trial) {
  const { dataset } = model.request;
  const link = address("training", trainingFields(model, trial));
  if (link.length > LONGEST)
    return html`<p class="inside-kind">This table is too large to be taken along in an address.</p>`;
  const both = isOwnData(dataset)
    ? ": there all that it does not learn from is held out, the new ones too"
    : "";
  return html`<p class="inside-kind"><a href=${link}>Open in training</a>${both}</p>`;
}

/** @param {Shown} model @param {Api.Trial} trial */
function inDigits({ request, constants: { digits } }, { values }) {
  const { layers, dropout, batch_size: batch } = values;
  if (layers > digits.layers || dropout > 0 || batch < digits.batch)
    return html`<p class="inside-kind">The panel of digits has no dropout, at most ${digits.layers} hidden
      layers and batches of ${digits.batch} or more, so this trial cannot be opened there.</p>`;
  const fields = {
    hidden: Array(layers).fill(values.neurons),
    activation: values.activation,
    "optimizer.learning_rate": values.learning_rate,
    "optimizer.weight_decay": values.weight_decay,
    batch_size: batch,
    epochs: Math.min(digits.epochs, request.epochs),
    seed: request.seed,
  };
  return html`<p class="inside-kind"><a href=${address("digits", fields)}>Open in digits</a>: there it learns
    from more digits, so its numbers differ.</p>`;
}

/** @param {string} slug @param {Record<string, unknown>} fields */
function address(slug, fields) {
  const pairs = Object.entries(fields).map(
    ([path, value]) => `${path}=${encodeURIComponent(writeValue(value))}`,
  );
  return `/panels/${slug}?${pairs.join("&")}`;
}

/**
 * What all trials have in common, the data, and what is this trial's own.
 * @param {Shown} model @param {Api.Trial} trial
 */
function trainingFields({ request: { dataset, epochs }, result, constants }, { values }) {
  const settings = /** @type {[keyof Api.TrialValues, string][]} */ (Object.entries(constants.trained_as));
  return {
    ...Object.fromEntries(flat(result.run)),
    ...(isOwnData(dataset) ? ownFields(dataset) : {}),
    ...Object.fromEntries(settings.map(([name, path]) => [path, values[name]])),
    "network.hidden": Array(values.layers).fill(values.neurons),
    batch_size: Math.min(values.batch_size, result.learned),
    "view.epoch": epochs,
  };
}

/** What of data belongs to those of one's own. @param {Shown["request"]["dataset"]} dataset */
function ownFields(dataset) {
  const named = Object.entries(dataset).filter(
    ([name, value]) => !OF_DRAWN.includes(name) && value !== null && value !== false,
  );
  return Object.fromEntries(named.map(([name, value]) => [`dataset.${name}`, value]));
}

/**
 * Fields by their paths.
 * @param {Record<string, unknown>} fields @param {string} [prefix] @returns {[string, unknown][]}
 */
function flat(fields, prefix = "") {
  return Object.entries(fields).flatMap(([name, value]) => {
    const path = prefix + name;
    return isObject(value) ? flat(value, `${path}.`) : [/** @type {[string, unknown]} */ ([path, value])];
  });
}
