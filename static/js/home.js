/** Home: its network trains at once, unless the address asks for something else. */

/** @typedef {import("./run/element.js").RunElement} RunElement */

const panel = /** @type {RunElement | null} */ (document.querySelector("[data-panel=training]"));

/** @param {RunElement} element */
function trainAtOnce(element) {
  if (location.search || element.view.epoch !== null) return;
  // The address stays that of Home until somebody does something here
  element.address.isQuiet = true;
  for (const act of ["pointerdown", "keydown"])
    element.addEventListener(act, () => (element.address.isQuiet = false), { capture: true, once: true });
  element.beginning.begin();
}

if (panel) customElements.whenDefined(panel.localName).then(() => trainAtOnce(panel));
