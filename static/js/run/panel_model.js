/** The model of a panel's run: what every view of it is a function of. */

import { differenceInWords } from "./request.js";
import { changedPaths, lastEpochOf, unpacked } from "./run.js";

/**
 * @typedef {import("./model.js").Run} Run
 * @typedef {import("./model.js").RunModel} RunModel
 * @typedef {import("./panel.js").RunPanel} RunPanel
 */

/** @param {RunPanel} panel @returns {RunModel} */
export function modelOf(panel) {
  const { snapshot } = panel.display;
  const { result } = snapshot.run;
  const { compared, view, first } = panel;
  return {
    snapshot,
    parameters: unpacked(result.snapshots.parameters[snapshot.index] ?? [], result.settings.layers),
    request: panel.request,
    view,
    constants: first.constants,
    slug: first.slug,
    unit: unitOf(view.unit, result.settings.layers),
    compared,
    change:
      compared && compared !== snapshot.run ? changeInWords(compared, snapshot.run, first.controls) : null,
    family: panel.family,
    guess: panel.answers.guess,
    olderFamily: panel.seeds.kept?.family ?? null,
    seed: panel.seeds.seedOf(panel.request) ?? null,
    log: panel.log,
    watched: panel.watched.epoch,
    isClose: panel.isClose,
    isTrained: view.epoch !== null && lastEpochOf(result) > 0,
    isTraining: panel.isTraining,
    isPlaying: panel.player.isPlaying,
    isFamilyBusy: panel.isFamilyBusy,
    on: handlersOf(panel),
  };
}

/**
 * The opened unit, if the network has it.
 * @param {[number, number] | null} unit
 * @param {number[]} layers
 * @returns {[number, number] | null}
 */
function unitOf(unit, layers) {
  if (!unit) return null;
  const [layer, place] = unit;
  return layer < layers.length && place < (layers[layer] ?? 0) ? unit : null;
}

/** @param {Run} kept @param {Run} run @param {Record<string, {label: string}>} controls */
function changeInWords(kept, run, controls) {
  const paths = changedPaths(kept.request, run.request);
  return paths.length ? differenceInWords(paths, kept.request, run.request, controls) : null;
}

/** @param {RunPanel} panel @returns {import("./model.js").Handlers} */
function handlersOf(panel) {
  return {
    seek: (epoch, isSettled) => {
      panel.player.isPlaying = false;
      if (panel.view.epoch !== null) panel.seek(panel.display.toward(epoch), isSettled);
    },
    selectUnit: (unit) => panel.setView({ unit }),
    sortRuns: (column) => {
      panel.log.sortBy(column);
      panel.requestUpdate();
    },
    annotateRun: (id, note) => panel.log.annotate(id, note),
    openSeed: (seed) => panel.openSeed(seed),
    openFile: (file) => panel.import(file),
  };
}
