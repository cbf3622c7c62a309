/** What the parts of the panel share: which run is which, and what is known of it at an epoch. */
import { indexOfEpoch } from "../../lib/epochs.js";

/** @typedef {import("./panel.js").Shown} Shown */

/** Which epoch is shown. @param {Pick<Shown, "view" | "request">} model */
export function shownEpoch({ view, request }) {
  return Math.min(view.step ?? request.epochs, request.epochs);
}

/** The latest picture that is kept up to an epoch. @param {Shown} model */
export function keptPlace({ result, epoch }) {
  return indexOfEpoch(result.kept, epoch);
}

/**
 * Which run is opened: the one that was chosen, else the only cure, else the plain one.
 * @param {Pick<Api.OverfittingView, "selected">} view @param {number} count  of runs
 */
export function openedPlace({ selected }, count) {
  return Math.min(selected ?? (count === 2 ? 1 : 0), count - 1);
}

/** The opened run. @param {Shown} model */
export function openedRun({ result, selected }) {
  return /** @type {Api.CureRun} */ (result.runs[selected]);
}

/**
 * The row of a run's columns that an epoch is read off at: after its end that of the network it leaves.
 * @param {Api.CureRun} run @param {number} epoch
 */
export function rowAt(run, epoch) {
  return isRestored(run, epoch) ? run.final.epoch : epoch;
}

/**
 * Whether the run has gone back to its best weights by then.
 * @param {Api.CureRun} run @param {number} epoch
 */
export function isRestored({ stopped_at: end }, epoch) {
  return end !== null && epoch >= end;
}

/** A cure without how strong it is. @param {string} title */
export function nameOf(title) {
  return title.split(",")[0] ?? title;
}
