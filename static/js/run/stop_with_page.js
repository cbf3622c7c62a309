/**
 * Whoever leaves the page stops its run; whoever comes back to it, as it was, finds the run going on.
 * @param {import("./element.js").RunElement} panel
 */
export function stopWithPage(panel) {
  let wasTraining = false;
  globalThis.addEventListener("pagehide", () => {
    wasTraining = panel.isTraining;
    panel.running.stop();
  });
  globalThis.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && wasTraining) panel.computing.ask(panel.request);
  });
}
