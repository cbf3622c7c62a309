/**
 * How far each field of a panel's request may go: read from the controls that the server put into the page.
 */

/** @typedef {import("./model.js").Control} Control */

export class Limits {
  /** @param {Record<string, Control>} controls  by the path of their field */
  constructor(controls) {
    this.controls = controls;
  }

  /** A field's bounds and options. @param {string} path @returns {Control} */
  of(path) {
    return this.controls[path];
  }

  /** How few and how many values a list may hold. @param {string} path */
  counts(path) {
    const [fewest, most] = this.of(path).count ?? [0, Number.POSITIVE_INFINITY];
    return { fewest, most };
  }

  /**
   * A value as a field takes it: inside of its bounds, and of its decimals.
   * @param {string} path @param {number} value
   */
  fitting(path, value) {
    const { low, high, decimals } = this.of(path);
    return Number(Math.min(high, Math.max(low, value)).toFixed(decimals));
  }

  /**
   * The whole number after another; after the last comes the first.
   * @param {string} path @param {number} value
   */
  next(path, value) {
    const { low, high } = this.of(path);
    return value >= high ? low : value + 1;
  }
}
