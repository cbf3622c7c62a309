/** A program as colored words, with a button that copies it. */
import { html } from "../../vendor/vendor.js";

/** @param {any} code  the API's answer, or null while it is on its way @param {string} name */
export function codeListing(code, name) {
  if (!code?.[name]) return html`<p class="waiting">The program is being written …</p>`;
  const words = code.tokens[name].map((/** @type {[string, string]} */ [kind, text]) =>
    kind ? html`<span class="tok-${kind}">${text}</span>` : text,
  );
  return html`
    <div class="listing">
      <button type="button" class="quiet listing-copy" @click=${(/** @type {Event} */ event) => copy(event, code[name])}>
        Copy
      </button>
      <pre tabindex="0" aria-label="Program"><code>${words}</code></pre>
    </div>
  `;
}

/** @param {Event} event @param {string} text */
async function copy(event, text) {
  const button = /** @type {HTMLElement} */ (event.currentTarget);
  await navigator.clipboard?.writeText(text);
  button.textContent = "Copied";
  setTimeout(() => {
    button.textContent = "Copy";
  }, 2000);
}
