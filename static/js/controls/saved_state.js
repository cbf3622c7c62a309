/**
 * Links in the prose that open a panel in a state. The panel takes it without loading the page anew, and has
 * a button that leads back to the place in the text.
 */

/** @typedef {HTMLElement & {openSavedState: (name: string) => void}} Panel */

/** @param {HTMLElement | null} wayBack  the bar with the button, hidden until somebody has left the text */
export function followSavedStates(wayBack) {
  if (!wayBack) return;
  const text = new PlaceInText(wayBack);
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest("a[data-saved-state]")
    );
    const panel = panelOf(link);
    if (!link || !panel || isForAnotherWindow(event)) return;
    event.preventDefault();
    panel.openSavedState(link.dataset.savedState ?? "");
    text.leave(link, panel);
  });
}

/**
 * The panel a link is about, once its script is here.
 * @param {HTMLElement | null} link @returns {Panel | null}
 */
function panelOf(link) {
  const panel = /** @type {Panel | null} */ (
    link && document.querySelector(`[data-panel="${CSS.escape(link.dataset.panelNamed ?? "")}"]`)
  );
  return panel?.openSavedState ? panel : null;
}

/** @param {MouseEvent} event */
function isForAnotherWindow({ ctrlKey, metaKey, shiftKey, altKey }) {
  return ctrlKey || metaKey || shiftKey || altKey;
}

/** Where somebody was reading. */
class PlaceInText {
  /** @param {HTMLElement} bar */
  constructor(bar) {
    this.bar = bar;
    /** @type {HTMLElement | null} */
    this.link = null;
    bar.querySelector("button")?.addEventListener("click", () => this.comeBack());
  }

  /** @param {HTMLElement} link @param {HTMLElement} panel */
  leave(link, panel) {
    this.link = link;
    panel.querySelector(".panel-head")?.after(this.bar);
    this.bar.hidden = false;
    panel.tabIndex = -1;
    panel.focus({ preventScroll: true });
    panel.scrollIntoView({ block: "start" });
  }

  comeBack() {
    this.link?.scrollIntoView({ block: "center" });
    this.link?.focus({ preventScroll: true });
    this.bar.hidden = true;
  }
}
