/** Whether the hidden layers that were built can be trained as they are: said before they are. */
import { html } from "../../../vendor/vendor.js";
import { grouped, noun } from "../../lib/format.js";
import { comparedWith, hiddenOf, roomFor } from "./candidates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../panel/limits.js").Limits} Limits
 */

/** The buttons, and what stands against them. @param {Shown} model @param {Limits} limits */
export function toTrain(model, limits) {
  const { request, view, constants } = model;
  const isFull = request.compare?.networks.length === constants.networks;
  const instead = request.compare && view.candidate !== null ? view.candidate : null;
  return html`${choice(model, limits, null, {
    action: "add-candidate",
    words: isFull
      ? `Train these hidden layers as network ${constants.networks}`
      : "Train these hidden layers too",
  })}
    ${
      instead === null
        ? ""
        : choice(model, limits, instead, {
            action: "replace-candidate",
            words: `Train them as network ${instead + 1}`,
          })
    }
    <p class="inside-kind">${between(model)}</p>`;
}

/** What is trained has the ends that the data ask for. @param {Shown} model */
function between({ request: { layers, compare }, constants: { inputs, comparison } }) {
  const first = inputs[(compare ?? comparison).dataset.name] ?? 1;
  return `Trained as ${[first, ...hiddenOf(layers)].map(grouped).join("→")}→1: the data give the ends.`;
}

/**
 * One button: where there is room for fewer epochs only, it says how many; where there is none, it is off.
 * @param {Shown} model @param {Limits} limits @param {number | null} place
 * @param {{action: string, words: string}} button
 */
function choice({ request, constants }, limits, place, { action, words }) {
  const compare = comparedWith(request, place, constants);
  const room = roomFor(compare, constants);
  const isFit = room.epochs >= compare.epochs && room.seeds >= compare.seeds;
  const isOff = room.epochs < 1 || room.seeds < compare.seeds;
  const few = room.epochs;
  const said = isFit || isOff ? words : `${words}, all for ${grouped(few)} ${noun(few, "epoch")}`;
  return html`<div class="built-candidate"><button type="button" data-action=${action}
      data-value=${isFit ? "" : few} ?disabled=${isOff}>${said}</button></div>
    ${isFit ? "" : html`<p class="built-refused">${reason(compare, room, limits)}</p>`}`;
}

/**
 * The field, what came, and what is allowed.
 * @param {Api.Comparison} compare @param {ReturnType<typeof roomFor>} room @param {Limits} limits
 */
function reason({ epochs, seeds, networks, dataset }, room, limits) {
  const label = (/** @type {string} */ field) => limits.of(`compare.${field}`).label;
  const [asked, allowed] = [grouped(epochs), grouped(room.epochs)];
  const others = `${networks.length} networks and ${grouped(dataset.samples)} examples`;
  if (room.seeds < seeds)
    return room.seeds < 2
      ? "Too large to train here: two seeds would hold more memory than there is. Take fewer units."
      : `${label("seeds")}: ${seeds}, at most ${room.seeds} with ${others}, for want of memory.`;
  if (room.epochs < 1)
    return `${label("epochs")}: ${asked}, and not one fits with ${others}. Take fewer units or seeds.`;
  return `${label("epochs")}: ${asked}, at most ${allowed} with ${others}, ${seeds} seeds each.`;
}

/** How many epochs a button sets; NaN where it leaves them. @param {string} value  of the button */
export function epochsOf(value) {
  return value ? Number(value) : Number.NaN;
}
