/** What a page says and does when the server does not answer as it should. */
import { ProblemError } from "../lib/api.js";

/**
 * @typedef {{troubleAside: string, endTroubleAside: () => void,
 *   failAside: (error: Error, again: () => void) => void}} Aside
 */

/**
 * Asks again what may be answered later, each page at another moment; returns the words for the reader.
 * @param {Error} error @param {() => void} again
 */
export function askAgain(error, again) {
  const { status, wait, words } = trouble(error);
  if (status >= 500) setTimeout(again, wait * (1 + Math.random() / 2));
  return words;
}

/**
 * A script that is needed now; while the server is away, that is said beside the panel.
 * @template T @param {Aside} panel @param {import("../lib/later.js").Later<T>} script
 */
export async function fetched(panel, script) {
  for (;;) {
    try {
      const known = await script.get();
      if (panel.troubleAside) panel.endTroubleAside();
      return known;
    } catch (error) {
      await new Promise((again) => panel.failAside(/** @type {Error} */ (error), () => again(undefined)));
    }
  }
}

/**
 * What a failure means for the reader, and how many milliseconds to wait before asking again.
 * @param {Error} error
 */
function trouble(error) {
  const status = error instanceof ProblemError ? error.problem.status : 503;
  if (status < 500) return { status, wait: 0, words: error.message };
  const isBusy = error instanceof ProblemError && status === 503;
  if (isBusy)
    return {
      status,
      wait: 1000 * Math.max(1, error.retryAfter),
      words:
        "The server is busy with other computations. " +
        "This one is asked for again as soon as there may be room.",
    };
  return {
    status,
    wait: 1000,
    words:
      "The server does not answer. The picture shows the last result; " +
      "it will follow as soon as the server is back.",
  };
}
