/** Time in a panel with a run: the clock that plays it, and the batches that an epoch is gone through by. */
import { Batches } from "./batches.js";
import { Clock } from "./clock.js";
import { lastEpochOf } from "./run.js";

/** @typedef {import("./element.js").RunElement} RunElement */

/** @param {RunElement} panel */
export function clockOf(panel) {
  return new Clock({
    last: () => lastEpochOf(panel.display.run.result),
    coming: () => lastEpochToCome(panel),
    now: () => panel.view.epoch ?? 0,
    isReady: () => panel.isThere,
    pace: () => panel.view,
    show: (epoch, isSettled) => panel.seek(isSettled ? panel.display.toward(epoch) : epoch, isSettled),
  });
}

/** The end of the run: of one that is being trained, the end it is to have. @param {RunElement} panel */
function lastEpochToCome({ isTraining, display }) {
  const { result } = display.run;
  return isTraining ? result.settings.epochs : lastEpochOf(result);
}

/** @param {RunElement} panel */
export function batchesOf(panel) {
  return new Batches({
    slug: panel.first.slug,
    display: panel.display,
    question: (request) => panel.question(request),
    moved: (epoch, batch) => {
      panel.view = { ...panel.view, epoch, batch };
      panel.address.writeSoon("time");
    },
    failed: (error, again) => panel.failAside(error, again),
  });
}
