/* Runs before the first paint, so that a chosen theme never flashes the other one. */
(() => {
  document.documentElement.classList.add("scripted");
  try {
    const theme = localStorage.getItem("nudge-theme");
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // A browser may forbid even to ask for its storage; the page then follows the system.
  }
})();
