/** The sheet for data of one's own: a table to paste or open, and the list of examples. */
import { html } from "../../vendor/vendor.js";
import { same } from "../lib/state.js";
import { OwnTable } from "../panel/table/own_table.js";
import { tableSheet } from "../panel/table/sheet.js";
import { exampleAt, isOwnData, placedOf, TWO, withPoints } from "./placed.js";
import { pointList } from "./points.js";

/**
 * @typedef {import("./placed.js").Example} Example
 * @typedef {import("./placed.js").Placed} Placed
 *
 * @typedef {object} Owner  a panel whose request has data
 * @property {Record<string, any>} request  with a dataset
 * @property {{data: any}} result  null where there are no examples to be listed
 * @property {{slug: string, defaults: Record<string, any>, constants: any}} first
 * @property {import("../panel/limits.js").Limits} limits
 * @property {import("../panel/address.js").PanelAddress} address
 * @property {(fields: Record<string, any>) => void} setOwnData  other data in place of those there are
 * @property {(path: string, value: unknown) => void} set
 * @property {() => void} requestUpdate
 */

export class OwnData {
  /**
   * @param {Owner} panel
   * @param {{list: Example[], fewest: string}} [start]  what a list begins with, and how many these are
   */
  constructor(panel, start = { list: TWO, fewest: "two" }) {
    this.panel = panel;
    this.start = start;
    this.table = new OwnTable(
      panel,
      () => (panel.request.dataset.csv ? this.chosenOf(panel.request.dataset) : null),
      ({ dataset }) => dataset && this.chosenOf({ ...panel.first.defaults.dataset, ...dataset }),
    );
    /**
     * The table in use, as it was read.
     * @type {{dataset: unknown, placed: Record<string, unknown>} | null}
     */
    this.read = null;
    /** The class of the next example that is placed. */
    this.pointClass = 1;
  }

  /**
   * What of data belongs to a table: its text, and the options in use.
   * @param {Record<string, unknown> & {csv?: string | null}} dataset
   * @returns {import("../panel/table/reading.js").Options}
   */
  chosenOf(dataset) {
    const { constants, defaults } = this.panel.first;
    const names = Object.keys(constants.table).filter((name) => !same(dataset[name], defaults.dataset[name]));
    return { csv: dataset.csv, ...Object.fromEntries(names.map((name) => [name, dataset[name]])) };
  }

  use() {
    this.panel.setOwnData(this.table.reading.question);
    this.table.keep();
  }

  /**
   * The data in use as examples: those of a table as its reader has them, digit for digit.
   * @returns {Placed}
   */
  get placed() {
    const { request, result } = this.panel;
    const { answer, isCurrent } = this.table.reading;
    const { dataset } = request;
    if (this.table.isInUse && isCurrent && answer) this.read = { dataset, placed: answer.dataset };
    if (dataset.points) return dataset;
    const known = this.read && same(this.read.dataset, dataset) ? this.read.placed : null;
    if (known?.points) return /** @type {Placed} */ (known);
    return placedOf(result, dataset);
  }

  /** @param {Example[]} points */
  place(points) {
    this.panel.setOwnData(withPoints(this.placed, points));
  }

  /** An example more. @param {number[]} place  in the plane */
  placeAt(place) {
    this.place([...this.placed.points, exampleAt(this.panel.result, place, this.kind)]);
  }

  /** The class of the next example, of those there are. */
  get kind() {
    return Math.min(this.pointClass, Math.max(1, (this.panel.result.data?.class_names.length ?? 2) - 1));
  }

  /** Examples of one's own, the fewest that there may be. */
  restart() {
    this.panel.setOwnData({ points: this.start.list });
  }

  /** @param {unknown} [plane]  where examples can be placed, if it is a part of the sheet */
  sheet(plane = "") {
    this.table.follow();
    const { csv } = this.panel.request.dataset;
    const { constants, slug } = this.panel.first;
    const table = tableSheet(this.table.reading, constants.table, {
      id: `${slug}-table`,
      isInUse: this.table.isInUse,
      use: () => this.use(),
      refusal: this.tooFew,
    });
    return html`${table}<details class="more" ?open=${!csv}><summary>Examples one by one</summary>
      ${plane}${this.list()}</details>`;
  }

  /** Why a table that can be read has too few examples for this panel; empty where it has enough. */
  get tooFew() {
    const fewest = this.start.list.length;
    const { examples = fewest } = this.table.reading.answer ?? {};
    return examples < fewest ? `This table has ${examples} examples; ${fewest} or more are needed here.` : "";
  }

  list() {
    const { request, result } = this.panel;
    const { name } = request.dataset;
    if (!result.data)
      return html`<div class="row-buttons"><button type="button" @click=${() => this.restart()}>Start from
        ${this.start.fewest}</button></div>`;
    const shown = {
      data: result.data,
      list: this.placed.points,
      isOwn: isOwnData(request.dataset),
      pointClass: this.kind,
      mostClasses: this.panel.limits.of("dataset.classes").high,
      fewest: this.start.fewest,
    };
    return pointList(shown, {
      place: (list) => this.place(list),
      restart: () => this.restart(),
      draw: () => this.panel.set("dataset.name", name),
      chooseClass: (kind) => {
        this.pointClass = kind;
        this.panel.requestUpdate();
      },
    });
  }
}
