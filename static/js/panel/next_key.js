/**
 * A slider that is worked by keys will be one step on with the next, and so will one of few values that is
 * dragged: the server is asked for that while the page rests, and the answer waits for the key or the hand.
 */

/** Where a browser does not say when it rests: so many milliseconds after the picture. */
const PAUSE = 50;

/**
 * @typedef {import("../lib/ahead.js").Question} Question
 * @typedef {Element & {dataset: DOMStringMap, next?: () => number | null}} Control
 *   next: one step on
 * @typedef {object} Asking  a panel, as far as its next question is concerned
 * @property {import("../lib/ahead.js").Ahead} ahead
 * @property {boolean} isSettled  whether it shows what it was asked for
 * @property {{isBusy: boolean}} drawers
 * @property {(path: string, value: unknown) => any} written  the request with a control's value in it
 * @property {(request: any, path: string) => any} settle
 * @property {(request: any) => Question | null} short  what is asked for it, where the answer is short
 */

export class NextKey {
  /** @param {Asking} panel @param {(look: () => void) => void} [later] */
  constructor(panel, later = whenPainted) {
    this.panel = panel;
    this.later = later;
    /** @type {Control | null} What was moved last. */
    this.control = null;
  }

  /** @param {EventTarget | null} control  that moves */
  follow(control) {
    this.control = /** @type {Control | null} */ (control);
  }

  /** An answer has come: what is asked next can be asked as soon as it is painted. */
  lookSoon() {
    if (this.control && this.panel.ahead.isQuick) this.later(() => this.look());
  }

  look() {
    const { control, panel } = this;
    if (!control || !panel.isSettled || panel.drawers.isBusy) return;
    const value = control.next?.() ?? null;
    if (value === null) return;
    const { path = "" } = control.dataset;
    const question = panel.short(panel.settle(panel.written(path, value), path));
    if (question) panel.ahead.look(question);
  }
}

/** Once the next picture is painted and nothing else is to be done. @param {() => void} look */
function whenPainted(look) {
  requestAnimationFrame(() => {
    if ("requestIdleCallback" in globalThis) requestIdleCallback(look);
    else setTimeout(look, PAUSE);
  });
}
