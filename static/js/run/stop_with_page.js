/**
 * Whoever leaves the page stops its run; whoever comes back to it, as it was, finds the run going on.
 * @template Q
 * @param {{isTraining: boolean, request: Q, computing: {ask: (request: Q) => void}}} panel
 * @param {{stop: () => void}} running
 */
export function stopWithPage(panel, running) {
  let wasTraining = false;
  globalThis.addEventListener("pagehide", () => {
    wasTraining = panel.isTraining;
    running.stop();
  });
  globalThis.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && wasTraining) panel.computing.ask(panel.request);
  });
}
