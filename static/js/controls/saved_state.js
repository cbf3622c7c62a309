/**
 * Links in the prose that open a panel in a state. The panel takes it without loading the page anew; it
 * stands beside the text, so nobody is led away from what they read.
 */

/** @typedef {HTMLElement & {openSavedState: (name: string) => void}} Panel */

export function followSavedStates() {
  document.addEventListener("click", (event) => {
    const link = /** @type {HTMLAnchorElement | null} */ (
      /** @type {Element} */ (event.target).closest("a[data-saved-state]")
    );
    const panel = panelOf(link);
    if (!link || !panel || isForAnotherWindow(event)) return;
    event.preventDefault();
    panel.openSavedState(link.dataset.savedState ?? "");
    panel.dispatchEvent(new CustomEvent("panel-shown", { bubbles: true, detail: link }));
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
