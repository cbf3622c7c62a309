/**
 * What the server writes for a panel's drawers: programs, the call of the API, the table of all numbers.
 * Each is asked for while its drawer is open, and no other.
 */
import { ask, Latest } from "../lib/api.js";
import { Later } from "../lib/later.js";
import { same } from "../lib/state.js";
import { save } from "./save.js";

const CODE_DRAWERS = ["numpy", "pytorch", "sklearn", "api"];

/**
 * @typedef {import("../charts/code_listing.js").Programs} Programs
 * @typedef {{codeListing: typeof import("../charts/code_listing.js").codeListing,
 *   dataTable: typeof import("../charts/data_table.js").dataTable}} Drawing
 */

/**
 * One kind of drawer's question, and the last answer: a request that was asked for last is not asked again.
 * @template Answer
 */
class Question {
  /** @param {string} path @param {() => void} redraw @param {(error: Error) => void} fail */
  constructor(path, redraw, fail) {
    /** @type {Answer | null} */
    this.answer = null;
    /** @type {object | null} */
    this.asked = null;
    this.latest = new Latest(
      (/** @type {object} */ request) => ask(path, request),
      (answer) => {
        this.answer = answer;
        redraw();
      },
      (error) => {
        this.asked = null;
        fail(error);
      },
    );
  }

  /** @param {object} request */
  ask(request) {
    if (same(request, this.asked)) return;
    this.asked = request;
    this.latest.ask(request);
  }
}

export class Drawers {
  /**
   * @param {string} slug
   * @param {() => void} redraw  something has come
   * @param {(error: Error) => void} fail  what does it better is to follow again
   */
  constructor(slug, redraw, fail) {
    this.slug = slug;
    this.redraw = redraw;
    this.fail = fail;
    /** What draws programs and tables is fetched with the first of them. @type {Later<Drawing>} */
    this.scripts = new Later(() =>
      Promise.all([import("../charts/code_listing.js"), import("../charts/data_table.js")]).then(
        ([{ codeListing }, { dataTable }]) => ({ codeListing, dataTable }),
      ),
    );
    /** @type {Question<Programs>} */
    this.coding = new Question(`code/${slug}`, redraw, fail);
    /** @type {Question<Api.Table>} */
    this.tabling = new Question(`table/${slug}`, redraw, fail);
  }

  get isBusy() {
    return this.coding.latest.isBusy || this.tabling.latest.isBusy;
  }

  /** Asks for what the open drawer shows. @param {string} drawer @param {object} request */
  follow(drawer, request) {
    const isCode = CODE_DRAWERS.includes(drawer);
    if (isCode) this.coding.ask(request);
    if (drawer === "data") this.tabling.ask(request);
    if ((isCode || drawer === "data") && !this.scripts.script)
      this.scripts.get().then(this.redraw, this.fail);
  }

  /** All programs as one notebook, as a download. */
  keepNotebook() {
    const text = JSON.stringify(this.coding.answer?.notebook, null, 1);
    save(text, `nudge-${this.slug}.ipynb`, "application/x-ipynb+json");
  }

  /** @returns {Record<string, unknown>} */
  parts() {
    const { script: drawing } = this.scripts;
    const program = (/** @type {string} */ name) =>
      drawing?.codeListing(this.coding.answer, name, () => this.keepNotebook());
    const parts = {
      numpy: program("numpy"),
      pytorch: program("pytorch"),
      sklearn: program("sklearn"),
      api: program("curl"),
    };
    const table = this.tabling.answer;
    return drawing && table ? { ...parts, data: drawing.dataTable(table) } : parts;
  }
}
