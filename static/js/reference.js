/* The API's reference: Swagger UI on our own document, nothing from elsewhere. */
import { followTheme, isDark } from "./lib/theme.js";

const element = /** @type {HTMLElement} */ (document.getElementById("reference"));

/** What screen readers are told of Swagger UI's pieces where it says nothing, or what is not so. */
const NAMES = {
  ".information-container": { role: "region", "aria-label": "The document" },
  ".scheme-container": { role: "region", "aria-label": "The server" },
  ".models": { "aria-label": "Schemas" },
  "#servers": { "aria-label": "Server" },
  "h3.opblock-tag, .models > h4": { "aria-level": "2" },
};

function nameParts() {
  for (const [selector, attributes] of Object.entries(NAMES)) {
    for (const part of element.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    }
  }
}

/** Swagger UI has dark colors of its own, for a page that says so. */
function showTheme() {
  document.documentElement.classList.toggle("dark-mode", isDark());
}

globalThis.addEventListener("load", () => {
  showTheme();
  followTheme(showTheme);
  new MutationObserver(nameParts).observe(element, { childList: true, subtree: true });
  const { SwaggerUIBundle } = /** @type {{SwaggerUIBundle: (options: object) => void}} */ (
    /** @type {unknown} */ (globalThis)
  );
  SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#reference",
    deepLinking: false,
    validatorUrl: null,
    docExpansion: "list",
    defaultModelsExpandDepth: -1, // each operation shows its own
  });
});
