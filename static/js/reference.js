/* The API's reference: Swagger UI on our own document, nothing from elsewhere. */
const place = /** @type {HTMLElement} */ (document.getElementById("reference"));

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
    for (const part of place.querySelectorAll(selector)) {
      for (const [name, value] of Object.entries(attributes)) part.setAttribute(name, value);
    }
  }
}

/** Swagger UI has dark colors of its own, for a page that says so. */
function followTheme() {
  const root = document.documentElement;
  const darkness = matchMedia("(prefers-color-scheme: dark)");
  const look = () => {
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : darkness.matches;
    root.classList.toggle("dark-mode", isDark);
  };
  look();
  darkness.addEventListener("change", look);
  new MutationObserver(look).observe(root, { attributes: true, attributeFilter: ["data-theme"] });
}

globalThis.addEventListener("load", () => {
  followTheme();
  new MutationObserver(nameParts).observe(place, { childList: true, subtree: true });
  /** @type {any} */ (globalThis).SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#reference",
    deepLinking: false,
    validatorUrl: null,
    docExpansion: "list",
    defaultModelsExpandDepth: -1, // each operation shows its own
  });
});
