/**
 * The answer to a question, played by the panel that settles it: the state before, then the change that the
 * question speaks of, step by step, and at the end the number that decides is marked. Whoever touches the
 * panel meanwhile has the end at once; where motion is not wanted, there is nothing but the end.
 */

import { wantsNoMotion } from "../lib/motion.js";
import { same } from "../lib/state.js";
import { scrollWithin } from "./scrolling.js";

/**
 * @typedef {{request: object, view: object, before: {request: object, view: object}, mark: string,
 *   then: string, drawn: Api.Drawn | null}} PlayedAnswer  what a panel needs to know of an answer
 * @typedef {object} Playing  a panel, as far as its answers are concerned
 * @property {object} request
 * @property {boolean} isSettled  whether it shows what it was asked for
 * @property {(answer: PlayedAnswer) => Iterable<number>} stepsTo  shows one step after the other, and says
 *   after each for how many milliseconds it stands
 * @property {(answer: PlayedAnswer) => void} endAt  shows the end
 */

/** No step stands longer, and no answer of the server is waited for longer than that. */
export const BEAT = 400;
const PATIENCE = 6000;
const GLANCE = 20;

export class AnswerPlay {
  /**
   * @param {Playing} panel
   * @param {(milliseconds: number) => Promise<void>} [later]
   * @param {() => boolean} [isStill]  whether motion is not wanted
   */
  constructor(panel, later = pause, isStill = wantsNoMotion) {
    this.panel = panel;
    this.later = later;
    this.isStill = isStill;
    /** @type {PlayedAnswer | null} What is being played. */
    this.playing = null;
    /**
     * What was played last, and the state it ended in.
     * @type {{answer: PlayedAnswer, request: object} | null}
     */
    this.played = null;
  }

  /** Plays an answer to its end. @param {PlayedAnswer} answer */
  async play(answer) {
    this.playing = answer;
    this.played = null;
    for (const beat of this.isStill() ? [] : this.panel.stepsTo(answer)) {
      await this.settled();
      await this.later(Math.min(beat, BEAT));
      if (this.playing !== answer) return;
    }
    this.finish();
    await this.settled();
  }

  /** The end at once. */
  finish() {
    const answer = this.playing;
    if (!answer) return;
    this.playing = null;
    this.panel.endAt(answer);
    this.played = { answer, request: this.panel.request };
  }

  /** Something else is to be shown. */
  abandon() {
    this.playing = null;
    this.played = null;
  }

  /** Waits until the panel shows what it was asked for, but not forever. */
  async settled() {
    for (let waited = 0; waited < PATIENCE && !this.panel.isSettled; waited += GLANCE)
      await this.later(GLANCE);
  }

  /** Whether the panel shows what it was asked for. */
  get isSettled() {
    return this.panel.isSettled;
  }

  /**
   * Waits until the panel shows an answer, however long that takes; false once something else is asked for.
   * @param {PlayedAnswer} answer
   */
  async arrived(answer) {
    while (this.shown === answer && !this.isSettled) await this.later(GLANCE);
    return this.shown === answer;
  }

  /** What was drawn by whoever is answered. */
  get guess() {
    return (this.playing ?? this.shown)?.drawn ?? null;
  }

  /** The answer that the panel still shows. */
  get shown() {
    return this.played && same(this.played.request, this.panel.request) ? this.played.answer : null;
  }
}

/**
 * The state before an answer, for a beat: where the way to every answer begins.
 * @param {{open: (request: object, name: string, view: object) => void,
 *   address: {write: (how: "push") => void}}} panel
 * @param {PlayedAnswer} answer @returns {Generator<number, void>}
 */
export function* showBefore(panel, { before }) {
  panel.open(before.request, "", before.view);
  panel.address.write("push");
  yield BEAT;
}

/** @param {number} milliseconds @returns {Promise<void>} */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/**
 * The numbers of a panel that say what decides.
 * @param {HTMLElement} panel @param {string} path  in its result, or "sentence" @returns {HTMLElement[]}
 */
export function decidingNumbers(panel, path) {
  const selector = path === "sentence" ? "[data-part=sentence]" : `[data-number^="${path}:"]`;
  return [.../** @type {NodeListOf<HTMLElement>} */ (panel.querySelectorAll(selector))];
}

/** Marks what decides, and nothing else. @param {HTMLElement} panel @param {string | undefined} path */
export function markDeciding(panel, path) {
  const deciding = new Set(path ? decidingNumbers(panel, path) : []);
  for (const each of panel.querySelectorAll(".deciding"))
    if (!deciding.has(/** @type {HTMLElement} */ (each))) each.classList.remove("deciding");
  const isNew = [...deciding].some((each) => !each.classList.contains("deciding"));
  for (const each of deciding) each.classList.add("deciding");
  const seen = [...deciding].find((each) => each.checkVisibility());
  if (seen) scrollWithin(seen.closest(".panel-inside"), seen, isNew);
}
