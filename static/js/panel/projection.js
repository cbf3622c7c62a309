/**
 * One panel alone on the screen, and the keys that steer it there: steps, presets, the controls that are
 * taught. The panel stays the element that it is; only its place on the page changes.
 */
import { KEYS, projectionAction } from "../lib/projection.js";
import { isDark, setTheme } from "../lib/theme.js";

const root = document.documentElement;
/** How many presses of an arrow go from one end of a slider to the other. */
const PRESSES = 20;

/**
 * @typedef {HTMLElement & {view: {project: boolean, drawer: string},
 *   setView: (change: {project: boolean}) => void, openDrawer: (name: string) => void,
 *   openSettings: (isOpen: boolean) => void, openPreset: (index: number) => void,
 *   toggleLarge?: () => void, isLarge?: boolean,
 *   first: {presets: unknown[]}, player?: import("../lib/player.js").Player}} Panel
 */

/** Keys, buttons and the address bring a panel to the screen alone, and back. */
export function followProjection() {
  document.addEventListener("keydown", onKey, { capture: true });
  document.addEventListener("project", (event) => {
    const panel = /** @type {Panel} */ (event.target);
    project(panel, !panel.classList.contains("projected"));
  });
  document.addEventListener("fullscreenchange", () => {
    const panel = projected();
    if (panel && !document.fullscreenElement) project(panel, false);
  });
  for (const panel of all())
    customElements.whenDefined(panel.localName).then(() => panel.view.project && project(panel, true));
}

/** @returns {Panel[]} */
function all() {
  return [.../** @type {NodeListOf<Panel>} */ (document.querySelectorAll("[data-panel]"))];
}

function projected() {
  return /** @type {Panel | null} */ (document.querySelector("[data-panel].projected"));
}

/**
 * Shows one panel alone, or all again.
 * @param {Panel} panel @param {boolean} isOn
 * @param {boolean} [keepsFullScreen]  another panel takes its place at once
 */
function project(panel, isOn, keepsFullScreen = false) {
  const button = /** @type {HTMLElement} */ (panel.querySelector("[data-action=project]"));
  panel.classList.toggle("projected", isOn);
  setAside(panel, isOn);
  root.classList.toggle("projecting", isOn);
  root.classList.toggle("pinned", isOn || root.classList.contains("wide"));
  if (panel.view.project !== isOn) panel.setView({ project: isOn });
  listKeys(panel, false);
  if (isOn) {
    panel.scrollTop = 0;
    button.focus({ preventScroll: true });
    if (!document.fullscreenElement && navigator.userActivation?.isActive)
      root.requestFullscreen?.().catch(() => {});
  } else {
    if (document.fullscreenElement && !keepsFullScreen) document.exitFullscreen();
    panel.dispatchEvent(new CustomEvent("panel-shown", { bubbles: true }));
  }
  button.textContent = isOn ? "Esc" : "Project";
  button.title = isOn ? "Leave" : "Key: p";
}

/**
 * What lies behind a projected panel is out of reach: for Tab, and for screen readers.
 * @param {Element} panel @param {boolean} isOn
 */
function setAside(panel, isOn) {
  for (let at = panel; at.parentElement && at !== document.body; at = at.parentElement) {
    for (const other of at.parentElement.children) {
      if (other !== at) /** @type {HTMLElement} */ (other).inert = isOn;
    }
  }
}

/**
 * The panel that a key means: the one on screen alone, the one with the focus unless the reader has gone
 * on to another chapter, the one beside the text that is read, or the first.
 */
function panelMeant() {
  const focused = document.activeElement?.closest("[data-panel]");
  return /** @type {Panel | null} */ (
    projected() ??
      (focused?.closest(".chapter:not([data-current])") ? null : focused) ??
      document.querySelector("[data-current] [data-panel]") ??
      document.querySelector("[data-panel]")
  );
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {HTMLInputElement} */ (event.target);
  const action = projectionAction({
    key: event.key,
    isTyping: target.matches?.("input:not([type=range], [type=radio], [type=checkbox]), textarea, select"),
    isProjecting: projected() !== null,
    isInPicture: Boolean(target.closest?.(".panel-picture, .panel-inside, .panel-drawers, .time")),
  });
  const panel = panelMeant();
  if (!action || !panel) return;
  event.preventDefault();
  event.stopPropagation();
  DOES[action](panel, event.key);
}

/** @typedef {import("../lib/projection.js").Action} Action */

/** What each action does. @type {Record<Action, (panel: Panel, key: string) => void>} */
const DOES = {
  toggle: (panel) => project(panel, !panel.classList.contains("projected")),
  leave,
  theme: () => setTheme(isDark() ? "light" : "dark"),
  next: (panel) => stepOn(panel, 1),
  back: (panel) => stepOn(panel, -1),
  play: (panel) =>
    /** @type {HTMLElement | null} */ (panel.querySelector("[data-action=play], [data-plays]"))?.click(),
  preset: (panel, key) => {
    if (Number(key) <= panel.first.presets.length) panel.openPreset(Number(key) - 1);
  },
  "control-before": (panel) => choose(panel, -1),
  "control-after": (panel) => choose(panel, 1),
  more: (panel) => turn(panel, 1),
  less: (panel) => turn(panel, -1),
  curves: (panel) => panel.toggleLarge?.(),
  maths: (panel) => panel.openDrawer(panel.view.drawer === "maths" ? "none" : "maths"),
  program: (panel) => panel.openDrawer(panel.view.drawer === "numpy" ? "none" : "numpy"),
  settings: (panel) => panel.openSettings(!panel.hasAttribute("data-settings")),
  keys: (panel) => listKeys(panel, !panel.querySelector(".key-list[data-open]")),
};

/** What lies over the picture goes first, then the projection. @param {Panel} panel */
function leave(panel) {
  if (panel.querySelector(".key-list[data-open]")) listKeys(panel, false);
  else if (panel.hasAttribute("data-settings")) panel.openSettings(false);
  else if (panel.view.drawer !== "none") panel.openDrawer("none");
  else if (panel.isLarge) panel.toggleLarge?.();
  else project(panel, false);
}

/**
 * A clicker goes through a panel's steps, and from its end to the next panel.
 * @param {Panel} panel @param {1 | -1} direction
 */
function stepOn(panel, direction) {
  const panels = all();
  const other = panels[panels.indexOf(panel) + direction];
  const isAtEnd =
    direction > 0 ? panel.player?.step === null && panel.player.hasRun : panel.player?.step === 0;
  if (panel.player && !(isAtEnd && other)) {
    panel.player[direction > 0 ? "next" : "back"]();
    return;
  }
  if (!other) return;
  project(panel, false, true);
  project(other, true);
}

/** The sliders, choices and switches that are seen in the row of what is taught. @param {Panel} panel */
function taught(panel) {
  const kinds = "input[type=range], select, [data-action=switch]";
  const fields = [...panel.querySelectorAll(`.panel-taught :is(${kinds})`)];
  const seen = fields.filter((field) => field.checkVisibility());
  return /** @type {(HTMLInputElement | HTMLSelectElement | HTMLButtonElement)[]} */ (seen);
}

/** Chooses another of the controls that are taught. @param {Panel} panel @param {1 | -1} direction */
function choose(panel, direction) {
  const fields = taught(panel);
  const at = fields.indexOf(/** @type {any} */ (document.activeElement));
  fields[at < 0 ? 0 : (at + direction + fields.length) % fields.length]?.focus();
}

/**
 * Turns the chosen control, or the first one, by a visible step.
 * @param {Panel} panel @param {1 | -1} direction
 */
function turn(panel, direction) {
  const fields = taught(panel);
  const field = fields.find((each) => each === document.activeElement) ?? fields[0];
  if (!field) return;
  field.focus();
  if (field instanceof HTMLButtonElement) {
    if ((field.ariaPressed === "true") !== direction > 0) field.click();
    return;
  }
  if (field instanceof HTMLSelectElement) {
    field.selectedIndex = Math.min(field.length - 1, Math.max(0, field.selectedIndex - direction));
  } else {
    const step = (Number(field.max) - Number(field.min)) / PRESSES;
    field.value = String(Number(field.value) + direction * step);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

/** The list of the keys, over the picture. @param {Panel} panel @param {boolean} isOpen */
function listKeys(panel, isOpen) {
  const place = panel.querySelector(".key-list");
  if (!place) return;
  place.toggleAttribute("data-open", isOpen);
  place.replaceChildren(...(isOpen ? [keyTable()] : []));
}

/** The table of the keys, as a list of descriptions. */
function keyTable() {
  const list = document.createElement("dl");
  for (const { shown, does } of KEYS) {
    const [line, key, term, words] = ["div", "kbd", "dt", "dd"].map((name) => document.createElement(name));
    if (!line || !key || !term || !words) continue;
    key.textContent = shown;
    words.textContent = does;
    term.append(key);
    line.append(term, words);
    list.append(line);
  }
  return list;
}
