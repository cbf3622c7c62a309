/**
 * What the server writes for a panel's drawers: programs, the call of the API, the table of all numbers.
 * Each is asked for while its drawer is open, and no other.
 */
import { ask, Latest } from "../lib/api.js";

const CODE_DRAWERS = ["numpy", "pytorch", "sklearn", "api"];

export class Drawers {
  /**
   * @param {string} slug
   * @param {() => void} redraw  something has come
   * @param {(error: Error) => void} fail  what does it better is to follow again
   */
  constructor(slug, redraw, fail) {
    this.redraw = redraw;
    this.fail = fail;
    /** @type {any} */
    this.code = null;
    /** @type {any} */
    this.table = null;
    /** @type {any} */
    this.drawing = null;
    const asking = (/** @type {string} */ kind, /** @type {(answer: any) => void} */ take) =>
      new Latest(
        (/** @type {any} */ request) => ask(`${kind}/${slug}`, request),
        (answer) => {
          take(answer);
          redraw();
        },
        fail,
      );
    this.coding = asking("code", (code) => {
      this.code = code;
    });
    this.tabling = asking("table", (table) => {
      this.table = table;
    });
  }

  get isBusy() {
    return this.coding.isBusy || this.tabling.isBusy;
  }

  /** Asks for what the open drawer shows. @param {string} drawer @param {any} request */
  follow(drawer, request) {
    const isCode = CODE_DRAWERS.includes(drawer);
    if (isCode) this.coding.ask(request);
    if (drawer === "data") this.tabling.ask(request);
    if ((isCode || drawer === "data") && !this.drawing) this.loadDrawing();
  }

  /** What draws programs and tables is fetched with the first of them. */
  async loadDrawing() {
    try {
      const [listing, table] = await Promise.all([
        import("../charts/code_listing.js"),
        import("../charts/data_table.js"),
      ]);
      this.drawing = { codeListing: listing.codeListing, dataTable: table.dataTable };
      this.redraw();
    } catch (error) {
      this.fail(/** @type {Error} */ (error));
    }
  }

  /** @returns {Record<string, any>} */
  parts() {
    const program = (/** @type {string} */ name) => this.drawing?.codeListing(this.code, name);
    const parts = {
      numpy: program("numpy"),
      pytorch: program("pytorch"),
      sklearn: program("sklearn"),
      api: program("curl"),
    };
    const isTableHere = this.drawing && this.table;
    return isTableHere ? { ...parts, data: this.drawing.dataTable(this.table) } : parts;
  }
}
