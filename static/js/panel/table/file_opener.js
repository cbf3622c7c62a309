/** A button that opens a table from a file, whatever its encoding. */
import { html } from "../../../vendor/vendor.js";
import { decoded } from "../../lib/decode.js";

const FILES = ".csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values";

/**
 * @param {string} holds  what the file is said to hold: “a table”
 * @param {(text: string) => void} take  takes what was in it
 */
export function fileOpener(holds, take) {
  const open = async (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const file = field.files?.[0];
    field.value = ""; // so that the same file, corrected, can be chosen again
    if (file) take(decoded(await file.arrayBuffer()).text);
  };
  return html`<label class="button file">Open a file …<input type="file" accept=${FILES}
    class="visually-hidden" aria-label="Open a file with ${holds}" @change=${open}></label>`;
}
