/** What every page does: theme, projection, progress. Panels come as modules of their own. */
import { followForgetting } from "./controls/forget.js";
import { followFrame } from "./controls/framed.js";
import { followSavedStates } from "./controls/saved_state.js";
import { ofThisBrowser } from "./lib/progress.js";
import { followTheme, isDark, setTheme } from "./lib/theme.js";
import { followChapters } from "./panel/chapters.js";
import { followProjection } from "./panel/projection.js";

const progress = ofThisBrowser();

function showTheme() {
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;
  const [now, other] = isDark() ? ["dark", "Light"] : ["light", "Dark"];
  button.textContent = other;
  button.setAttribute("aria-label", `${other}: the page is ${now}, switch to ${other.toLowerCase()}`);
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

/** “/” opens the search, as on many pages with words. @param {KeyboardEvent} event */
function followSearchKey(event) {
  const typed = /** @type {Element | null} */ (event.target)?.closest(
    "input:not([type=range]), textarea, select",
  );
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typed) return;
  if (document.documentElement.classList.contains("projecting")) return;
  event.preventDefault();
  location.assign("/search");
}

document
  .querySelector("[data-theme-switch]")
  ?.addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
showTheme();
followTheme(showTheme);
const lesson = document.body.dataset.lesson;
if (lesson) progress.see(lesson);
followSavedStates();
followProjection();
followChapters(document);
followForgetting();
followFrame();
document.addEventListener("keydown", followSearchKey);
document.addEventListener("progress", showProgress);
showProgress();
