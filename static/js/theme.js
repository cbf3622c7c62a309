/* Runs before the first paint: a chosen theme never flashes the other one, and nothing moves to its place. */
(() => {
  const root = document.documentElement;
  // In rem for those whose letters are large
  const wide = matchMedia("(width >= 1100px) and (width >= 61rem) and (height >= 36rem)");
  const show = () => {
    root.classList.toggle("wide", wide.matches);
    root.classList.toggle("pinned", wide.matches || root.classList.contains("projecting"));
  };
  root.classList.add("scripted");
  root.classList.toggle("framed", parent !== window);
  wide.addEventListener("change", show);
  show();
  try {
    const theme = localStorage.getItem("nudge-theme");
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  } catch {
    // A browser may forbid even to ask for its storage; the page then follows the system.
  }
})();
