/**
 * Projection: one panel fills the screen. Which keys do what, as a table apart from the page.
 * PageUp and PageDown are what clickers send.
 * @param {{key: string, isTyping: boolean, isProjecting: boolean}} press
 * @returns {"toggle" | "leave" | "next" | "back" | "theme" | "play" | null}
 */
export function projectionAction({ key, isTyping, isProjecting }) {
  if (key === "Escape") return isProjecting ? "leave" : null;
  if (isTyping) return null;
  if (key === "p" || key === "P") return "toggle";
  if (!isProjecting) return null;
  const actions = /** @type {Record<string, "leave" | "next" | "back" | "theme" | "play">} */ ({
    PageDown: "next",
    PageUp: "back",
    d: "theme",
    D: "theme",
    ".": "play",
  });
  return actions[key] ?? null;
}
