/** What the race says of a step before its last; what came of it is the engine's sentence. */
import { amount } from "../../lib/format.js";
import { plain } from "../../lib/number_text.js";

/** A learning rate with three digits that count, as the engine's sentences have it. @param {number} rate */
export function rateText(rate) {
  return plain(Number(rate.toPrecision(3)));
}

/** The last row of a path that there is at a step. @param {Api.Racer} racer @param {number} step */
export function rowAt({ loss }, step) {
  return Math.min(step, loss.length - 1);
}

/**
 * Whether a path has come to its end by a step: all its steps are done, or it has left.
 * @param {Api.Racer} racer @param {number} step @param {number} steps  of the race
 */
export function isOver(racer, step, steps) {
  return step >= steps || (leftAt(racer) ?? Number.POSITIVE_INFINITY) <= step;
}

/** The step in which it left, if it did. @param {Api.Racer} racer */
function leftAt({ left_at: leftAt, diverged_at: divergedAt }) {
  return leftAt ?? divergedAt;
}

/**
 * The sentence for a step: before the first, who starts; after the last, what came of it; between, where
 * they are.
 * @param {Api.DescentResult} result @param {number} step @param {number} steps
 */
export function sentenceAt({ paths, opening, sentence }, step, steps) {
  if (step === 0) return opening;
  if (step >= steps) return sentence;
  const lossOf = (/** @type {Api.Racer} */ racer) => racer.loss[step] ?? Number.POSITIVE_INFINITY;
  const staying = paths
    .filter((racer) => !isOver(racer, step, steps))
    .sort((one, other) => lossOf(one) - lossOf(other));
  const gone = paths.filter((racer) => isOver(racer, step, steps));
  const left = gone.map(({ name, ending }) => `${name} ${ending}`).join("; ");
  return [staying.length ? standing(staying, lossOf, step, steps) : "", left && `${left}.`]
    .filter(Boolean)
    .join(" ");
}

/**
 * Who is lowest and who is highest; of several whose losses are written alike, none is the lowest.
 * @param {Api.Racer[]} staying  the lowest first @param {(racer: Api.Racer) => number} lossOf
 * @param {number} step @param {number} steps
 */
function standing(staying, lossOf, step, steps) {
  const texts = staying.map((racer) => amount(lossOf(racer)));
  const [best, last] = [texts[0], texts.at(-1)];
  const alike = staying.filter((_, place) => texts[place] === best);
  const verb = alike.length === 1 ? "is" : "are";
  const at = `After ${step} of ${steps} steps ${inWords(alike.map(({ name }) => name))} ${verb}`;
  if (alike.length === staying.length) return `${at} at a loss of ${best}.`;
  return `${at} lowest, at a loss of ${best}. ${staying.at(-1)?.name} is highest, at ${last}.`;
}

/** @param {string[]} names */
function inWords(names) {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} and ${last}`;
}
