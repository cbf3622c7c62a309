/**
 * A panel's state in the address and in the browser's history, so that links, reload and Back bring it again.
 */
import { same } from "../lib/state.js";
import { writeQuery } from "../lib/url_state.js";

const HISTORY_GAP = 900;
/**
 * How long the hand has to rest before the address follows, and how long it waits at most. A browser takes
 * longer over an address than a panel over its picture, so a key that is held must not write one each time.
 */
const [REST, PATIENCE] = [300, 1500];
/** Servers take no longer address than 64 KiB. */
export const LONGEST = 60_000;

/**
 * @typedef {{request: object, view: object}} State
 * @typedef {ReturnType<typeof setTimeout> | number} Timer
 * @typedef {{how: "push" | "replace", since: number, timer: Timer}} Waiting  what is to be written soon
 */
/** @typedef {{fields: Record<string, any>}} Refused  what an address asks for and cannot have */

export class PanelAddress {
  /**
   * @param {{slug: string, prefix: string, defaults: object, start: object, viewDefaults: object,
   *   refused: Refused | null}} first
   * @param {() => State} now  the state as it is
   * @param {() => boolean} isBusy  whether an answer is awaited that will change the picture
   */
  constructor(first, now, isBusy = () => false) {
    this.first = first;
    this.now = now;
    this.isBusy = isBusy;
    this.lastPush = 0;
    this.lastPath = "";
    /** @type {Waiting | null} */
    this.waiting = null;
    /** Whether the address lacks the request, which is too long for it. */
    this.isCut = false;
    /** Whether the address stays as it is, whatever the panel does. */
    this.isQuiet = false;
    /** @type {Refused | null} Stays in the address until something is set, so that a reload says so too. */
    this.refused = first.refused;
    /** @type {any} What somebody has begun and not yet put to use; it comes back with the page. */
    this.draft = history.state?.[first.slug]?.draft ?? null;
  }

  /** The entry of the history for the present state. */
  get entry() {
    return { ...this.now(), isCut: this.isCut, refused: this.refused, draft: this.draft };
  }

  /** @param {object | null} draft */
  keepDraft(draft) {
    if (same(draft, this.draft)) return;
    this.draft = draft;
    this.keep();
  }

  /** Puts the state into the history, and leaves the address as it is. */
  keep() {
    if (!this.isQuiet) history.replaceState({ ...history.state, [this.first.slug]: this.entry }, "");
  }

  /**
   * Puts the state into the address; a new entry of the history only for a new address. A request too long
   * for an address (a large table) stands in the history alone.
   * @param {"push" | "replace"} how
   */
  write(how) {
    if (this.isQuiet) return;
    // What was to be written soon is written with it, as a new entry if it was to be one
    if (this.waiting?.how === "push") how = "push";
    this.abandon();
    const { defaults, start, viewDefaults, prefix, slug } = this.first;
    const { request, view } = this.now();
    const written = (/** @type {object} */ state) =>
      writeQuery(
        { state, defaults, start, view, viewDefaults, prefix, isKept: this.refused !== null },
        location.search,
      );
    const whole = written(request);
    this.isCut = whole.length > LONGEST && !this.refused;
    const query = this.isCut ? written(defaults) : whole;
    const entry = { ...history.state, [slug]: this.entry };
    const isNew = how === "push" && query !== location.search;
    history[isNew ? "pushState" : "replaceState"](entry, "", location.pathname + query + location.hash);
  }

  /**
   * The address can wait until the hand rests and the picture is painted; the first of several says how it is
   * written.
   * @param {string} path  of the control that has settled
   */
  writeSoon(path) {
    const how = this.isNewEntry(path) ? "push" : "replace";
    const now = performance.now();
    if (this.waiting) clearTimeout(this.waiting.timer);
    else this.waiting = { how, since: now, timer: 0 };
    this.wait(Math.min(REST, Math.max(0, this.waiting.since + PATIENCE - now)));
  }

  /** Looks after a while whether it is time. @param {number} delay  in milliseconds */
  wait(delay) {
    const { waiting } = this;
    if (!waiting) return;
    waiting.timer = setTimeout(() => {
      const isPatient = performance.now() < waiting.since + PATIENCE;
      if (this.isBusy() && isPatient) this.wait(REST);
      else if (document.hidden) this.flush();
      else requestAnimationFrame(() => (waiting.timer = setTimeout(() => this.flush())));
    }, delay);
  }

  /** Writes at once what was to be written soon. */
  flush() {
    if (!this.waiting) return;
    const { how, timer } = this.waiting;
    clearTimeout(timer);
    this.waiting = null;
    this.write(how);
  }

  /** Forgets what was to be written soon: somebody has gone to another entry of the history. */
  abandon() {
    if (this.waiting) clearTimeout(this.waiting.timer);
    this.waiting = null;
  }

  /** Held keys and quick repeats on one control are one entry of the history. @param {string} path */
  isNewEntry(path) {
    const now = performance.now();
    const isNew = path !== this.lastPath || now - this.lastPush > HISTORY_GAP;
    this.lastPath = path;
    this.lastPush = now;
    return isNew;
  }
}
