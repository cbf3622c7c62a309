/** A trial opened in the panel that trains it: the same settings as an address. */
import { html } from "../../../vendor/vendor.js";
import { writeValue } from "../../lib/url_state.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** The most hidden layers and the fewest examples of a step that the panel of digits takes. */
const DIGITS = { layers: 2, batch: 8 };

/** The link, or why there is none. @param {Shown} model @param {Api.Trial} trial */
export function opening({ request }, trial) {
  if (request.dataset.name !== "digits")
    return html`<p class="inside-kind"><a href=${address("training", trainingFields(request, trial))}>Open in
      training</a></p>`;
  const { layers, dropout, batch_size: batch } = trial.values;
  if (layers > DIGITS.layers || dropout > 0 || batch < DIGITS.batch)
    return html`<p class="inside-kind">The panel of digits has no dropout, at most ${DIGITS.layers} hidden
      layers and batches of ${DIGITS.batch} or more, so this trial cannot be opened there.</p>`;
  return html`<p class="inside-kind"><a href=${address("digits", digitsFields(request, trial))}>Open in
    digits</a>: there it learns from more digits, so its numbers differ.</p>`;
}

/** @param {string} slug @param {Record<string, unknown>} fields */
function address(slug, fields) {
  const pairs = Object.entries(fields).map(
    ([path, value]) => `${path}=${encodeURIComponent(writeValue(value))}`,
  );
  return `/panels/${slug}?${pairs.join("&")}`;
}

/** @param {Shown["request"]} request @param {Api.Trial} trial */
function trainingFields({ dataset, epochs, seed }, { values }) {
  return {
    "dataset.name": dataset.name,
    "dataset.samples": dataset.samples,
    "dataset.noise": dataset.noise,
    "dataset.seed": dataset.seed,
    ...(dataset.name === "blobs" && { "dataset.classes": 2 }),
    validation_share: 0.5,
    "network.hidden": Array(values.layers).fill(values.neurons),
    "network.hidden_activation": values.activation,
    "network.seed": seed,
    "optimizer.learning_rate": values.learning_rate,
    "optimizer.weight_decay": values.weight_decay,
    batch_size: Math.min(values.batch_size, dataset.samples - Math.floor(dataset.samples / 2)),
    epochs,
    dropout: values.dropout,
    seed,
    "view.epoch": epochs,
  };
}

/** @param {Shown["request"]} request @param {Api.Trial} trial */
function digitsFields({ epochs, seed }, { values }) {
  return {
    hidden: Array(values.layers).fill(values.neurons),
    activation: values.activation,
    "optimizer.learning_rate": values.learning_rate,
    "optimizer.weight_decay": values.weight_decay,
    batch_size: values.batch_size,
    epochs: Math.min(100, epochs),
    seed,
  };
}
