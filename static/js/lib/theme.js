/** Light or dark: what the reader has chosen on the page, else what the system says. */

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

/**
 * Calls `look` whenever that may have changed.
 * @param {() => void} look @returns {() => void} what ends it
 */
export function followTheme(look) {
  const choice = new MutationObserver(look);
  choice.observe(root, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", look);
  return () => {
    choice.disconnect();
    system.removeEventListener("change", look);
  };
}
