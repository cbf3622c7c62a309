/**
 * Steps through one epoch of a run, batch by batch: the epoch is asked for once, and the steps wait in line.
 */
import { ask } from "../lib/api.js";
import { lastEpochOf, withBatches } from "./run.js";

/**
 * @typedef {import("./model.js").RunRequest} RunRequest
 * @typedef {{epoch: number, parameters: import("./model.js").Theta[], loss: (number | null)[]}} OpenedEpoch
 */

export class Batches {
  /**
   * @param {object} options
   * @param {string} options.slug
   * @param {import("./display.js").RunDisplay} options.display
   * @param {(request: RunRequest) => object} options.question  what the server is asked for a request
   * @param {(epoch: number, batch: number) => void} options.moved
   * @param {(error: Error, again: () => void) => void} options.failed  with what tries the step again
   */
  constructor({ slug, display, question, moved, failed }) {
    this.slug = slug;
    this.display = display;
    this.question = question;
    this.moved = moved;
    this.failed = failed;
    this.line = Promise.resolve();
    /** Steps that wait in line or for the server. */
    this.waiting = 0;
    /** How often time was set elsewhere: steps asked for before that are given up. */
    this.departures = 0;
    /**
     * The epoch that is open, and what its run was asked for.
     * @type {{request: RunRequest, batches: OpenedEpoch} | null}
     */
    this.opened = null;
  }

  /**
   * So many batches on, or back, from the wanted moment or from an epoch.
   * @param {number} count
   * @param {number} [from]
   */
  step(count, from) {
    const { departures } = this;
    this.waiting += 1;
    this.line = this.line
      .then(async () => {
        if (departures !== this.departures) return;
        const here = from ?? this.display.epoch;
        await this.go(count, here).catch((error) => this.failed(error, () => this.step(count, here)));
      })
      .finally(() => {
        this.waiting -= 1;
      });
  }

  get isBusy() {
    return this.waiting > 0;
  }

  /** Time was set elsewhere by another hand: what waits does not move it back. */
  leave() {
    this.departures += 1;
  }

  /** @param {number} count @param {number} here  the epoch, and the share of the next one that is over */
  async go(count, here) {
    const { departures, display } = this;
    const { run } = display;
    const epoch = count > 0 ? Math.floor(here) + 1 : Math.ceil(here);
    if (epoch < 1 || epoch > lastEpochOf(run.result)) return;
    const batches = await this.of(run.request, epoch);
    const total = batches.parameters.length;
    // Another run may have come in the meantime, or another epoch
    if (!total || run !== display.run || departures !== this.departures) return;
    const batch = Math.round((here - (epoch - 1)) * total) + count;
    display.zoom(withBatches(run.result, batches), epoch - 1 + batch / total);
    this.moved(epoch - 1 + Math.floor(batch / total), batch % total);
  }

  /**
   * The batches of an epoch.
   * @param {RunRequest} request @param {number} epoch @returns {Promise<OpenedEpoch>}
   */
  async of(request, epoch) {
    const { opened } = this;
    if (opened?.request === request && opened.batches.epoch === epoch) return opened.batches;
    const batches = await ask(`${this.slug}/epoch`, { ...this.question(request), epoch });
    this.opened = { request, batches };
    return batches;
  }
}
