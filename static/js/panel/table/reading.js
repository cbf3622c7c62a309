/**
 * A table of one's own on its way to be data: its text, what was chosen about it, and how the server reads
 * both. Nothing is used before the reader says so.
 */
import { ask, Latest } from "../../lib/api.js";
import { same } from "../../lib/state.js";
import { askAgain } from "../trouble.js";

/** Whoever types is answered after so long a pause; whoever pastes or chooses, at once. */
const PAUSE = 300;
/** What names columns, and so belongs to one table alone. */
const OF_COLUMNS = ["target", "leave_out"];

/** @typedef {Record<string, any>} Options  the fields of a CsvRequest besides its text, where chosen */

export class TableReading {
  /**
   * @param {() => void} changed  there is something new to draw
   * @param {(question: Options) => Promise<Api.CsvResult>} [send]  what reads it
   * @param {() => void} [asked]  text or options are other ones
   */
  constructor(changed, send = (question) => ask("data/csv", question), asked = () => {}) {
    this.changed = changed;
    this.asked = asked;
    this.text = "";
    /** @type {Options} */
    this.options = {};
    /** @type {Api.CsvResult | null} How the text was read, the last time that it could be. */
    this.answer = null;
    /** Why it cannot be read. */
    this.trouble = "";
    /** Whether the answer is for the present text and options. */
    this.isCurrent = false;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.waiting = undefined;
    this.asking = new Latest(
      send,
      (answer, question) => this.receive(answer, question),
      (error, question) => this.fail(error, question),
    );
  }

  /** @returns {Options} */
  get question() {
    return { csv: this.text, ...this.options };
  }

  /** A table that is known already. @param {string} text @param {Options} options */
  open(text, options) {
    if (text === this.text && same(options, this.options) && (this.isCurrent || this.trouble)) return;
    this.text = text;
    this.options = options;
    this.read();
  }

  /**
   * Another text; that of another table starts without what was chosen for columns of the old one.
   * @param {string} text @param {boolean} [isWhole]  pasted or opened, and not typed
   */
  write(text, isWhole = false) {
    if (firstLine(text) !== firstLine(this.text)) this.options = without(this.options, OF_COLUMNS);
    this.text = text;
    this.isCurrent = false;
    clearTimeout(this.waiting);
    if (isWhole || !text.trim()) this.read();
    else this.waiting = setTimeout(() => this.read(), PAUSE);
    this.changed();
  }

  /**
   * One decision made otherwise; undefined leaves it to the reader.
   * @param {string} option @param {unknown} value
   */
  choose(option, value) {
    this.options = without(this.options, [option]);
    if (value !== undefined) this.options[option] = value;
    this.read();
  }

  /**
   * The columns that have a role: those that were chosen for it, also while the answer to the choice is on
   * its way, so that a second choice adds to the first; else those that were found out.
   * @param {string} option @param {string} role
   */
  columnsOf(option, role) {
    const known = this.answer?.columns ?? [];
    const chosen = this.options[option];
    if (chosen === undefined) return known.filter((each) => each.role === role);
    const wanted = [chosen].flat();
    return known.filter(({ name, position }) => wanted.includes(name) || wanted.includes(position));
  }

  /** The column that a refusal says may be left out: its position, and its name with that. */
  get culprit() {
    const [, title = "", position] =
      /(?:^|, )(column (\d+)(?: \(.*?\))?): got .*; or leave the/s.exec(this.trouble) ?? [];
    return title ? { title, position: Number(position) } : null;
  }

  /** One column more that is not used. @param {number} position */
  leaveOut(position) {
    this.choose("leave_out", [...(this.options.leave_out ?? []), position]);
  }

  read() {
    clearTimeout(this.waiting);
    this.isCurrent = false;
    if (this.text.trim()) this.asking.ask(this.question);
    else Object.assign(this, { answer: null, trouble: "" });
    this.asked();
    this.changed();
  }

  /** @param {Api.CsvResult} answer @param {Options} question */
  receive(answer, question) {
    if (!same(question, this.question)) return;
    Object.assign(this, { answer, trouble: "", isCurrent: true });
    this.changed();
  }

  /** @param {Error} error @param {Options} question */
  fail(error, question) {
    if (!same(question, this.question)) return;
    const words = askAgain(error, () => same(question, this.question) && this.asking.ask(question));
    this.trouble = words.replace(/^\/(csv: )?/, "");
    this.changed();
  }
}

/** @param {string} text */
function firstLine(text) {
  return text.trimStart().split(/\r?\n/, 1)[0];
}

/** @param {Options} options @param {string[]} names @returns {Options} */
export function without(options, names) {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !names.includes(name)));
}
