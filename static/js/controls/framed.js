/**
 * A panel in a frame of a page elsewhere: what leads away opens beside that page, for the frame shows panels
 * alone.
 */

const root = document.documentElement;

/** Gives each link that leaves the panel a tab of its own, once it is followed. */
export function followFrame() {
  if (!root.classList.contains("framed")) return;
  document.addEventListener("click", (event) => openBeside(event.target), { capture: true });
}

/** @param {EventTarget | null} clicked */
function openBeside(clicked) {
  const link = clicked instanceof Element ? clicked.closest("a") : null;
  if (link && link.pathname !== location.pathname) link.target = "_blank";
}
