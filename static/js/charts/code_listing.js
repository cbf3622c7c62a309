/** A program as colored words, long numbers folded, with buttons that copy it or keep it as a notebook. */
import { html, nothing } from "../../vendor/vendor.js";
import { copied, say } from "../lib/clipboard.js";

const FOLDED = "folded";

/**
 * Each language's text, the same as words, each with its kind, and all of it as a notebook.
 * @typedef {{notebook: object, tokens: Record<string, [string, string][]>}} Forms
 * @typedef {Record<string, string | null> & Forms} Programs
 */

/**
 * @param {Programs | null} code  the API's answer, or null while it is on its way
 * @param {string} name
 * @param {(() => void) | null} keepNotebook  what the button for a notebook does; none without
 */
export function codeListing(code, name, keepNotebook = null) {
  if (!code) return html`<p class="waiting">The program is on its way …</p>`;
  const program = code[name];
  if (!program) return html`<p class="waiting">These settings cannot be written as such a program.</p>`;
  const keep = html`
    <button type="button" class="quiet listing-button" @click=${keepNotebook}>Notebook</button>`;
  const words = code.tokens[name].map((word) => drawn(word));
  return html`
    <div class="listing">
      <div class="listing-tools">
        ${keepNotebook ? keep : nothing}
        <button type="button" class="quiet listing-button"
          @click=${(/** @type {Event} */ event) => copy(event, program)}>
          Copy
        </button>
      </div>
      <pre tabindex="0" aria-label="Program"><code>${words}</code></pre>
    </div>
  `;
}

/** A word in its color, or long numbers folded. @param {[string, string]} word */
function drawn([kind, text]) {
  if (kind === FOLDED) return folded(text);
  return kind ? html`<span class="tok-${kind}">${text}</span>` : text;
}

/** What is set to long numbers, and how many lines they take; opened, the numbers. @param {string} text */
function folded(text) {
  const [head] = text.split("=");
  const numbers = text.match(/\d+(?:\.\d+)?(?:e[-+]\d+)?/g)?.length ?? 0;
  const summary = html`<summary>${head}= … ${numbers} numbers</summary>`;
  return html`<details class="listing-fold">${summary}${text}</details>`;
}

/**
 * Where the clipboard is closed the program is selected, to be copied by key.
 * @param {Event} event @param {string} text
 */
async function copy(event, text) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  if (await copied(text)) say(button, "Copied");
  else {
    const listing = /** @type {Element} */ (button.closest(".listing"));
    for (const fold of listing.querySelectorAll("details")) fold.open = true;
    getSelection()?.selectAllChildren(/** @type {Element} */ (listing.querySelector("pre")));
    say(button, "Selected: press Ctrl C");
  }
}
