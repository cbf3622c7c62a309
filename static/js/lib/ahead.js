/**
 * Answers that are here before they are asked for. A slider that is worked by keys says what it will ask
 * next: one step on. The server is asked that while nothing else is to be done, and when the key comes, its
 * answer is drawn in the same frame. It is the answer to that very request, never one made up in between.
 */

/** A server that took longer than so many milliseconds is not asked ahead, nor is its answer kept. */
const QUICK = 100;
/** So many of the last answers stay: the next one, and those one goes back to. */
const KEPT = 4;

/**
 * @typedef {(path: string, request: object, options: {signal: AbortSignal}) => Promise<any>} Send
 * @typedef {{path: string, request: object, send: Send}} Question  what is asked, and how
 */

/** Whether the reader's connection is to be spared. */
function isSpared() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (globalThis.navigator ?? {});
  return connection?.saveData === true;
}

export class Ahead {
  /**
   * @param {{now?: () => number, isSpared?: () => boolean}} [surroundings]  the browser's, or a test's own
   */
  constructor({ now = () => performance.now(), isSpared: spared = isSpared } = {}) {
    this.now = now;
    this.isSpared = spared;
    /** How long the last answer took; nothing is asked ahead before there was one. */
    this.took = Number.POSITIVE_INFINITY;
    /** @type {Map<string, any>} The last answers. */
    this.known = new Map();
    /** @type {{key: string, answer: Promise<any>, ending: AbortController} | null} What is asked ahead. */
    this.coming = null;
  }

  /** Whether the server answers so quickly that it may be asked ahead. */
  get isQuick() {
    return this.took <= QUICK && !this.isSpared();
  }

  /**
   * The answer: known, on its way, or asked for now. Whatever else was asked ahead is given up.
   * @param {Question} question @returns {Promise<any>}
   */
  async ask(question) {
    const key = keyOf(question);
    if (this.known.has(key)) {
      this.giveUp();
      return this.known.get(key);
    }
    const { coming } = this;
    if (coming?.key === key) return coming.answer;
    this.giveUp();
    return this.send(question, key, new AbortController());
  }

  /** Asks what will be asked next, where that takes no time and is not known. @param {Question} question */
  look(question) {
    const key = keyOf(question);
    if (!this.isQuick || this.coming || this.known.has(key)) return;
    const ending = new AbortController();
    const coming = { key, ending, answer: this.send(question, key, ending) };
    this.coming = coming;
    const end = () => {
      if (this.coming === coming) this.coming = null;
    };
    // Whoever asks for it meanwhile is told of a failure; nobody else has asked anything
    coming.answer.then(end, end);
  }

  /**
   * An answer as parts: of a question that is short, all at once; of another, as they come.
   * @template T @param {Question | null} short @param {() => AsyncIterable<T>} inParts
   * @returns {AsyncGenerator<T>}
   */
  async *parts(short, inParts) {
    if (short) return yield await this.ask(short);
    this.giveUp();
    yield* inParts();
  }

  /** Something else is asked: what is on its way is not waited for. */
  giveUp() {
    this.coming?.ending.abort();
    this.coming = null;
  }

  /**
   * Asks the server. One that is too busy or away is asked nothing ahead until it has answered quickly.
   * @param {Question} question @param {string} key @param {AbortController} ending
   */
  async send({ path, request, send }, key, ending) {
    const began = this.now();
    try {
      const answer = await send(path, request, { signal: ending.signal });
      this.took = this.now() - began;
      // Another may have been ended by a limit of time, and would be another the next time
      if (this.took <= QUICK) this.keep(key, answer);
      return answer;
    } catch (error) {
      if (!ending.signal.aborted) this.took = Number.POSITIVE_INFINITY;
      throw error;
    }
  }

  /** @param {string} key @param {unknown} answer */
  keep(key, answer) {
    this.known.set(key, answer);
    const [oldest = key] = this.known.keys();
    if (this.known.size > KEPT) this.known.delete(oldest);
  }
}

/** @param {Question} question */
function keyOf({ path, request }) {
  return `${path} ${JSON.stringify(request)}`;
}
