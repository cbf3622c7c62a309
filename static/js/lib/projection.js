/**
 * Projection: one panel fills the screen, and a lecturer steers it by keys. Which keys do what, as a table
 * apart from the page. PageUp and PageDown are what clickers send.
 */

/**
 * @typedef {"toggle" | "leave" | "next" | "back" | "theme" | "play" | "preset" | "control-before" |
 *   "control-after" | "more" | "less" | "curves" | "maths" | "program" | "settings" | "keys"} Action
 */

/** What the list of keys shows, in its order: the keys of an action, their names, and what they do. */
export const KEYS = /** @type {{keys: string[], shown: string, action: Action, does: string}[]} */ ([
  { keys: ["PageDown"], shown: "Page Down", action: "next", does: "one step on, then the next panel" },
  { keys: ["PageUp"], shown: "Page Up", action: "back", does: "one step back" },
  { keys: ["."], shown: ".", action: "play", does: "play, train, pause" },
  {
    keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    shown: "1 to 9",
    action: "preset",
    does: "a preset, in their order",
  },
  { keys: ["ArrowLeft"], shown: "←", action: "control-before", does: "choose the control before" },
  { keys: ["ArrowRight"], shown: "→", action: "control-after", does: "choose the next control" },
  { keys: ["ArrowUp"], shown: "↑", action: "more", does: "more of what is chosen" },
  { keys: ["ArrowDown"], shown: "↓", action: "less", does: "less of it" },
  { keys: ["v"], shown: "v", action: "curves", does: "the curves large, or the pictures again" },
  { keys: ["m"], shown: "m", action: "maths", does: "the formulas with their numbers" },
  { keys: ["c"], shown: "c", action: "program", does: "the NumPy program" },
  { keys: ["s"], shown: "s", action: "settings", does: "all settings" },
  { keys: ["d"], shown: "d", action: "theme", does: "light or dark" },
  { keys: ["?"], shown: "?", action: "keys", does: "this list" },
  { keys: ["p"], shown: "p", action: "toggle", does: "project, or leave" },
  { keys: ["Escape"], shown: "Esc", action: "leave", does: "leave" },
]);

const ARROWS = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"];

/**
 * @param {{key: string, isTyping: boolean, isProjecting: boolean, isInPicture?: boolean}} press
 *   isInPicture: the focus is in the picture, where arrows walk from unit to unit
 * @returns {Action | null}
 */
export function projectionAction({ key, isTyping, isProjecting, isInPicture = false }) {
  const name = key.length === 1 ? key.toLowerCase() : key;
  const action = KEYS.find(({ keys }) => keys.includes(name))?.action ?? null;
  if (action === "leave") return isProjecting ? action : null;
  if (isTyping) return null;
  if (action === "toggle" || action === "keys" || action === "curves") return action;
  if (!isProjecting || (isInPicture && ARROWS.includes(key))) return null;
  return action;
}
