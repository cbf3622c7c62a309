/** What every page does: theme, projection, progress. Panels come as modules of their own. */
import { followForgetting } from "./controls/forget.js";
import { followSavedStates } from "./controls/saved_state.js";
import { ofThisBrowser } from "./lib/progress.js";
import { projectionAction } from "./lib/projection.js";
import { KEYS, storageOfThisBrowser } from "./lib/storage.js";
import { followTheme, isDark } from "./lib/theme.js";

const root = document.documentElement;
const progress = ofThisBrowser();

/** @param {"light" | "dark"} theme */
function setTheme(theme) {
  root.dataset.theme = theme;
  try {
    storageOfThisBrowser().setItem(KEYS.theme, theme);
  } catch {
    // The choice lasts as long as the page
  }
}

function showTheme() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const [now, other] = isDark() ? ["dark", "Light"] : ["light", "Dark"];
  button.textContent = other;
  button.setAttribute("aria-label", `${other}: the page is ${now}, switch to ${other.toLowerCase()}`);
}

/**
 * @typedef {HTMLElement & {view: {project: boolean}, setView: (change: {project: boolean}) => void,
 *   player?: import("./lib/player.js").Player}} Panel
 */

function projected() {
  return /** @type {Panel | null} */ (document.querySelector("[data-panel].projected"));
}

/** Shows one panel alone, or all again. @param {Panel} panel @param {boolean} isOn */
function project(panel, isOn) {
  const button = /** @type {HTMLElement} */ (panel.querySelector("[data-action=project]"));
  panel.classList.toggle("projected", isOn);
  setAside(panel, isOn);
  // On a projector it scrolls by itself, so it can have the focus
  const inside = panel.querySelector(".panel-inside");
  if (isOn) inside?.setAttribute("tabindex", "0");
  else inside?.removeAttribute("tabindex");
  root.classList.toggle("projecting", isOn);
  if (panel.view.project !== isOn) panel.setView({ project: isOn });
  if (isOn) {
    panel.scrollTop = 0;
    button.focus({ preventScroll: true });
    if (navigator.userActivation?.isActive) root.requestFullscreen?.().catch(() => {});
  } else if (document.fullscreenElement) document.exitFullscreen();
  button.textContent = isOn ? "Leave (Esc)" : "Project";
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
 * The panel that a key means: the one on screen alone, the one with the focus, or the first.
 * @returns {Panel | null}
 */
function panelMeant() {
  return (
    projected() ?? document.activeElement?.closest("[data-panel]") ?? document.querySelector("[data-panel]")
  );
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = /** @type {HTMLInputElement} */ (event.target);
  const isTyping = target.matches?.("input[type=number], input[type=text], textarea, select");
  const action = projectionAction({ key: event.key, isTyping, isProjecting: projected() !== null });
  const panel = panelMeant();
  if (!action || !panel) return;
  event.preventDefault();
  event.stopPropagation();
  if (action === "toggle") project(panel, !panel.classList.contains("projected"));
  if (action === "leave") project(panel, false);
  if (action === "theme") setTheme(isDark() ? "light" : "dark");
  if (action === "next") stepOn(panel, 1);
  if (action === "back") stepOn(panel, -1);
  if (action === "play")
    /** @type {HTMLElement | null} */ (panel.querySelector("[data-action=play]"))?.click();
}

/**
 * A clicker goes through a panel's steps, and from its end to the next panel.
 * @param {Panel} panel @param {1 | -1} direction
 */
function stepOn(panel, direction) {
  const all = /** @type {Panel[]} */ ([...document.querySelectorAll("[data-panel]")]);
  const other = all[all.indexOf(panel) + direction];
  const isAtEnd =
    direction > 0 ? panel.player?.step === null && panel.player.hasRun : panel.player?.step === 0;
  if (panel.player && !(isAtEnd && other)) {
    panel.player[direction > 0 ? "next" : "back"]();
    return;
  }
  if (!other) return;
  project(panel, false);
  project(other, true);
}

/** How far somebody has come: marks for the lessons, words where there is room for them. */
function showProgress() {
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-progress]"))) {
    const questions = (mark.dataset.questions ?? "").split(" ").filter(Boolean);
    const { state, answered } = progress.in(mark.dataset.progress ?? "", questions);
    mark.classList.toggle("seen", state !== "new");
    mark.classList.toggle("done", state === "done");
    const words = mark.querySelector("[data-progress-words]");
    if (words) words.textContent = progressWords(state, answered, questions.length);
  }
}

/** @param {string} state @param {number} answered @param {number} asked */
function progressWords(state, answered, asked) {
  if (state === "new") return "";
  return state === "done" ? "✓ done" : `${answered} of ${asked} questions answered`;
}

root.classList.add("scripted");
document.addEventListener("keydown", onKey, { capture: true });
document.addEventListener("project", (event) => {
  const panel = /** @type {Panel} */ (event.target);
  project(panel, !panel.classList.contains("projected"));
});
document.addEventListener("fullscreenchange", () => {
  const panel = projected();
  if (panel && !document.fullscreenElement) project(panel, false);
});
document
  .querySelector("[data-theme-switch]")
  ?.addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
showTheme();
followTheme(showTheme);
for (const panel of /** @type {NodeListOf<Panel>} */ (document.querySelectorAll("[data-panel]"))) {
  customElements.whenDefined(panel.localName).then(() => panel.view.project && project(panel, true));
}
const lesson = document.body.dataset.lesson;
if (lesson) progress.see(lesson);
followSavedStates(document.querySelector("[data-way-back]"));
followForgetting();
document.addEventListener("progress", showProgress);
showProgress();
