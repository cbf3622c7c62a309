/**
 * The same run from many seeds: asked for once, and kept as long as nothing but the seed changes. So the run
 * of one seed can be opened, and the others are there when one comes back.
 */
import { ask, Latest } from "../lib/api.js";
import { same, valueAt, withValue } from "../lib/state.js";

/**
 * @typedef {import("./model.js").Family} Family
 * @typedef {import("./model.js").RunRequest} Request
 */

const SEEDS = 50;

export class Seeds {
  /**
   * @param {object} options
   * @param {string} options.slug
   * @param {string} options.path  of the seed in the request
   * @param {(request: Request) => object} options.question  what the server is asked for a request
   * @param {() => void} options.changed
   * @param {(error: Error, request: Request) => void} options.failed
   */
  constructor({ slug, path, question, changed, failed }) {
    this.path = path;
    /** @type {{request: Request, family: Family} | null} */
    this.kept = null;
    /** @type {Request | null} The latest that was asked for. */
    this.asked = null;
    this.latest = new Latest(
      (/** @type {Request} */ request) => ask(`${slug}/seeds`, { ...question(request), seeds: SEEDS }),
      (family, request) => {
        this.kept = { request, family };
        changed();
      },
      failed,
    );
  }

  get isBusy() {
    return this.latest.isBusy;
  }

  /** Trains them, unless they are here or under way. @param {Request} request */
  train(request) {
    if (this.of(request) || (this.isBusy && same(request, this.asked))) return;
    this.asked = request;
    this.latest.ask(request);
  }

  /**
   * Those of a request, whichever of their seeds it has.
   * @param {Request} request @returns {Family | null}
   */
  of(request) {
    if (!this.kept) return null;
    const { family, request: asked } = this.kept;
    const unseeded = (/** @type {Request} */ each) => withValue(each, this.path, null);
    return same(unseeded(asked), unseeded(request)) && family.seeds.includes(this.seedOf(request))
      ? family
      : null;
  }

  /** @param {Request} request @returns {number} */
  seedOf(request) {
    return valueAt(request, this.path);
  }

  forget() {
    this.kept = null;
  }
}
