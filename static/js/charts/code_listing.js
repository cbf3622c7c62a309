/** A program as colored words, with a button that copies it. */
import { html } from "../../vendor/vendor.js";
import { copied, say } from "../lib/clipboard.js";

/**
 * @typedef {Record<string, string | null> & {tokens: Record<string, [string, string][]>}} Programs
 *   each language's text, and the same as words, each with its kind
 */

/**
 * @param {Programs | null} code  the API's answer, or null while it is on its way
 * @param {string} name
 */
export function codeListing(code, name) {
  if (!code) return html`<p class="waiting">The program is being written …</p>`;
  const program = code[name];
  if (!program) return html`<p class="waiting">These settings cannot be written as such a program.</p>`;
  const words = code.tokens[name].map(([kind, text]) =>
    kind ? html`<span class="tok-${kind}">${text}</span>` : text,
  );
  return html`
    <div class="listing">
      <button type="button" class="quiet listing-copy"
        @click=${(/** @type {Event} */ event) => copy(event, program)}>
        Copy
      </button>
      <pre tabindex="0" aria-label="Program"><code>${words}</code></pre>
    </div>
  `;
}

/**
 * Where the clipboard is closed the program is selected, to be copied by key.
 * @param {Event} event @param {string} text
 */
async function copy(event, text) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  if (await copied(text)) say(button, "Copied");
  else {
    getSelection()?.selectAllChildren(/** @type {Element} */ (button.nextElementSibling));
    say(button, "Selected: press Ctrl C");
  }
}
