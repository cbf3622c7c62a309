/**
 * What this browser keeps of the course: which lessons were opened, and what was answered to which question.
 */
import { KEYS, storageOfThisBrowser } from "./storage.js";

export class Progress {
  /** @param {Pick<Storage, "getItem" | "setItem">} storage */
  constructor(storage) {
    this.storage = storage;
  }

  /** What was chosen, by question. @returns {Record<string, string>} */
  get answers() {
    const kept = this.read(KEYS.answers);
    return kept && typeof kept === "object" && !Array.isArray(kept) ? kept : {};
  }

  /** The lessons that were opened. @returns {string[]} */
  get seen() {
    const kept = this.read(KEYS.seen);
    return Array.isArray(kept) ? kept : [];
  }

  /** @param {string} question @param {string} choice */
  keepAnswer(question, choice) {
    this.write(KEYS.answers, { ...this.answers, [question]: choice });
  }

  /** @param {string} lesson */
  see(lesson) {
    this.write(KEYS.seen, [...new Set([...this.seen, lesson])]);
  }

  /**
   * How far somebody has come in a lesson. It is done when it was opened and all its questions answered.
   * @param {string} lesson @param {string[]} questions
   * @returns {{state: "new" | "seen" | "done", answered: number}}
   */
  in(lesson, questions) {
    const answered = questions.filter((question) => question in this.answers).length;
    const isSeen = this.seen.includes(lesson);
    const state = !isSeen ? "new" : answered === questions.length ? "done" : "seen";
    return { state, answered };
  }

  /** What cannot be read, or is not JSON, counts as nothing kept. @param {string} key @returns {any} */
  read(key) {
    try {
      return JSON.parse(this.storage.getItem(key) ?? "null");
    } catch {
      return null;
    }
  }

  /**
   * A browser that keeps nothing shows the course all the same.
   * @param {string} key @param {unknown} value
   */
  write(key, value) {
    try {
      this.storage.setItem(key, JSON.stringify(value));
    } catch {
      // Nothing to be done: the storage is full, or closed.
    }
  }
}

/** The progress in this browser. */
export function ofThisBrowser() {
  return new Progress(storageOfThisBrowser());
}
