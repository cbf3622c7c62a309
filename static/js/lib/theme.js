/** Light or dark: what the reader has chosen on the page, else what the system says. */

import { KEYS, storageOfThisBrowser } from "./storage.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

export function isDark() {
  return root.dataset.theme ? root.dataset.theme === "dark" : system.matches;
}

/** @param {"light" | "dark"} theme */
export function setTheme(theme) {
  root.dataset.theme = theme;
  try {
    storageOfThisBrowser().setItem(KEYS.theme, theme);
  } catch {
    // The choice lasts as long as the page
  }
}

/**
 * Calls `onChange` whenever that may have changed.
 * @param {() => void} onChange @returns {() => void} what ends it
 */
export function followTheme(onChange) {
  const choice = new MutationObserver(onChange);
  choice.observe(root, { attributeFilter: ["data-theme"] });
  system.addEventListener("change", onChange);
  return () => {
    choice.disconnect();
    system.removeEventListener("change", onChange);
  };
}
