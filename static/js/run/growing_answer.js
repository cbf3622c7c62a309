/** The answer to a question, where a run settles it: trained anew, it grows to the epoch that shows it. */

/** How long it stands at its start, how long it grows, and how long each picture stands. */
const GROWTH = { first: 350, whole: 3000, beat: 50 };

/**
 * The steps to an answer: the run before, then the run that was asked about, epoch after epoch.
 * @param {import("./element.js").RunElement} panel
 * @param {import("../panel/answer_play.js").PlayedAnswer} answer
 * @returns {Generator<number, boolean>} whether anything moves
 */
export function* stepsToAnswer(panel, { before, request, view }) {
  panel.watched.forget();
  panel.open(before.request, "", { epoch: null, ...before.view });
  panel.address.write("push");
  yield GROWTH.first;
  const { epoch = null } = /** @type {Partial<import("./model.js").RunView>} */ (view);
  if (epoch === null) return false;
  panel.open(request, "", { ...view, epoch: 0 });
  yield GROWTH.first;
  const begun = performance.now();
  for (let share = 0; share < 1; yield GROWTH.beat) {
    share = Math.min(1, (performance.now() - begun) / GROWTH.whole);
    panel.seek(panel.display.toward(Math.round(epoch * share)), false);
  }
  return true;
}
