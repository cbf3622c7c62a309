/**
 * Every run of this visit and the ones before, in the browser only: sorted, annotated, restored, saved as
 * CSV.
 */
import { merged } from "../lib/state.js";
import { storageOfThisBrowser } from "../lib/storage.js";
import { writeQuery } from "../lib/url_state.js";

const MOST = 100;

/**
 * @typedef {import("../panel/model.js").Values} Values
 * @typedef {{id: number, asked: Values, what: string, epochs: number, status: string, loss: number | null,
 *   heldOut: number | null, accuracy: number | null, note: string}} Entry
 */

export class RunLog {
  /**
   * @param {string} key  where the store has it
   * @param {Pick<Storage, "getItem" | "setItem"> | null} [storage]
   */
  constructor(key, storage = storageOfThisBrowser()) {
    this.key = key;
    this.storage = storage;
    /** @type {Entry[]} */
    this.entries = this.read();
    /**
     * Whether the store has what is here: a full or forbidden one keeps nothing, and the log lasts as long as
     * the page.
     */
    this.isKept = true;
    this.order = { column: "id", isDown: true };
  }

  /** @returns {Entry[]} */
  read() {
    try {
      const kept = JSON.parse(this.storage?.getItem(this.key) ?? "[]");
      return Array.isArray(kept) ? kept.filter(isEntry) : [];
    } catch {
      return [];
    }
  }

  keep() {
    const text = JSON.stringify(this.entries.slice(-MOST));
    try {
      this.storage?.setItem(this.key, text);
      this.isKept = this.storage?.getItem(this.key) === text;
    } catch {
      this.isKept = false;
    }
  }

  /** Another tab may have written since. */
  catchUp() {
    if (this.isKept) this.entries = this.read();
  }

  /**
   * @param {import("./model.js").RunResult} result
   * @param {Values} asked
   * @param {string} what  in a few words
   */
  add(result, asked, what) {
    this.catchUp();
    const latest = this.entries.at(-1);
    if (latest && JSON.stringify(latest.asked) === JSON.stringify(asked)) return;
    const row = result.history.epoch.length - 1;
    this.entries.push({
      id: (latest?.id ?? 0) + 1,
      asked,
      what,
      epochs: result.history.epoch[row] ?? 0,
      status: result.status ?? "",
      loss: result.final?.train_loss ?? result.history.train_loss[row] ?? null,
      heldOut: result.final?.validation_loss ?? result.history.validation_loss[row] ?? null,
      accuracy: result.final?.train_accuracy ?? result.history.train_accuracy[row] ?? null,
      note: "",
    });
    this.entries = this.entries.slice(-MOST);
    this.keep();
  }

  /** @param {number} id @param {string} note */
  annotate(id, note) {
    this.catchUp();
    this.entries = this.entries.map((entry) => (entry.id === id ? { ...entry, note } : entry));
    this.keep();
  }

  clear() {
    this.entries = [];
    this.keep();
  }

  /** @param {string} column */
  sortBy(column) {
    this.order = {
      column,
      isDown: this.order.column === column ? !this.order.isDown : column !== "loss" && column !== "heldOut",
    };
  }

  /** @returns {Entry[]} */
  sorted() {
    const { column, isDown } = this.order;
    const of = (/** @type {Values} */ entry) => entry[column];
    const sign = isDown ? -1 : 1;
    return [...this.entries].sort((one, other) => {
      const [a, b] = [of(one), of(other)];
      if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
      return sign * (typeof a === "string" ? a.localeCompare(b) : a - b);
    });
  }
}

/** Whether what the store held can be shown as a run. @param {Values | null} entry */
function isEntry(entry) {
  if (typeof entry !== "object" || entry === null) return false;
  const isText = (/** @type {string} */ name) => typeof entry[name] === "string";
  const isNumber = (/** @type {string} */ name) => entry[name] === null || typeof entry[name] === "number";
  return (
    typeof entry.id === "number" &&
    typeof entry.asked === "object" &&
    entry.asked !== null &&
    ["what", "status", "note"].every(isText) &&
    ["epochs", "loss", "heldOut", "accuracy"].every(isNumber)
  );
}

/**
 * The log as rows for a CSV file; the address opens the run again.
 * @param {RunLog} log
 * @param {Values} defaults
 * @param {string} slug
 */
export function runRows(log, defaults, slug) {
  const header = [
    "run",
    "what",
    "epochs",
    "status",
    "train_loss",
    "validation_loss",
    "train_accuracy",
    "note",
    "address",
  ];
  const rows = log.entries.map((entry) => {
    const state = merged(defaults, entry.asked);
    const view = { epoch: entry.epochs };
    const query = writeQuery({ state, defaults, view, viewDefaults: {}, prefix: "" }, "");
    return [
      entry.id,
      entry.what,
      entry.epochs,
      entry.status,
      entry.loss,
      entry.heldOut,
      entry.accuracy,
      entry.note,
      `/panels/${slug}${query}`,
    ];
  });
  return [header, ...rows];
}
