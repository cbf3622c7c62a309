/**
 * Rows as CSV, in which no text is a formula. Where a spreadsheet cuts depends on its settings: a file with
 * commas, opened where semicolons or tabs delimit, falls into other cells than were written. So an apostrophe
 * goes before what begins a formula at the beginning of a text and after every delimiter and line end within,
 * as in nn_core/datasets/csv_cells.py.
 */

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;
const LIVE = /(^|[;\t\r\n])([\s\0-\x20"]*)('*[=+\-@＝＋－＠])/g;

/** @param {(string | number | null | undefined)[][]} rows */
export function csv(rows) {
  return `${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** @param {string | number | null | undefined} value */
function cell(value) {
  const text = inert(String(value ?? ""));
  return /[,;\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * The text with an apostrophe wherever a spreadsheet might begin a formula; numbers as they are.
 * @param {string} text
 */
export function inert(text) {
  return NUMBER.test(text) ? text : text.replace(LIVE, "$1$2'$3");
}
