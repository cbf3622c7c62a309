/**
 * A script that a page needs only when something is done. Browsers keep it in mind when one could not be
 * fetched, and do not try again while the page is open: so the server is asked first whether it is there.
 */
import { reach } from "./api.js";

/** @template Script */
export class Later {
  /** @param {() => Promise<Script>} load @param {() => Promise<void>} [isThere]  fails where it is not */
  constructor(load, isThere = reach) {
    this.load = load;
    this.isThere = isThere;
    /** @type {Script | null} */
    this.script = null;
  }

  async get() {
    if (this.script === null) {
      await this.isThere();
      this.script = await this.load();
    }
    return this.script;
  }
}
