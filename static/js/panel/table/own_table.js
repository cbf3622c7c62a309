/**
 * The table of one's own in a panel: what stands in its sheet, and what of it is in use. A text that is not
 * in use yet, or was refused in a link, comes back when the page is opened again.
 */
import { same } from "../../lib/state.js";
import { TableReading } from "./reading.js";

/** @typedef {import("../address.js").Refused["fields"]} Fields */
/** @typedef {import("./reading.js").Options} Options  a table as a CsvRequest has it: text and options */

export class OwnTable {
  /**
   * @param {{requestUpdate: () => void, address: import("../address.js").PanelAddress}} panel
   * @param {() => Options | null} used  the table in use
   * @param {(fields: Fields) => Options | null} asked  the table in the fields of an address
   */
  constructor(panel, used, asked) {
    this.address = panel.address;
    this.used = used;
    this.asked = asked;
    this.reading = new TableReading(
      () => panel.requestUpdate(),
      undefined,
      () => this.keep(),
    );
    /** @type {Options | null | undefined} The table in use when the sheet last followed it. */
    this.followed = undefined;
  }

  get isInUse() {
    return same(ordered(this.used()), ordered(this.reading.question));
  }

  /** The table of a link that was refused. */
  get refused() {
    const { refused } = this.address;
    const table = refused && this.asked(refused.fields);
    return typeof table?.csv === "string" ? table : null;
  }

  /** What is not in use would be lost with the page. */
  keep() {
    const isDraft = this.reading.text.trim() !== "" && !this.isInUse;
    this.address.keepDraft(isDraft ? this.reading.question : null);
  }

  /** The sheet shows the table that is in use, also after Back or a change from elsewhere. */
  follow() {
    const used = this.used();
    if (same(used, this.followed)) return;
    const kept = this.followed === undefined ? (this.address.draft ?? this.refused) : null;
    this.followed = used;
    const table = kept ?? used;
    if (!table) return;
    const { csv, ...options } = table;
    this.reading.open(csv, options);
  }
}

/** A table whose options stand in one order, whichever was chosen first. @param {Options | null} table */
function ordered(table) {
  return table && Object.entries(table).sort(([one], [other]) => (one < other ? -1 : 1));
}
