/** Trials come a few at a time: those that are new or others now, and the lowest so far from there on. */

/** @typedef {Pick<Api.TunerResult, "trials" | "best">} Listed */

/** @type {Listed} */
export const NOTHING = { trials: [], best: [] };

/**
 * What is known with one part more.
 * @param {Listed} known @param {Partial<Listed>} part @returns {Listed}
 */
export function withPart({ trials: before, best: lowest }, { trials: news = [], best = [] }) {
  const trials = [...before];
  for (const trial of news) trials[trial.number] = trial;
  return { trials, best: [...lowest.slice(0, trials.length - best.length), ...best] };
}
