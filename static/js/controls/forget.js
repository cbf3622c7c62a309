/**
 * The button that makes this browser forget, for computers that several people use. The server's answer tells
 * the browser to remove what it keeps, which it does on secure addresses alone; so the page removes it first.
 */
import { everythingKept, forgetEverything, KEYS, keepNothingMore } from "../lib/storage.js";

const FORGOTTEN = "#forgotten";

/** Ends when this page forgets by itself, which it hears of too: to begin anew would stop what follows. */
const leaving = new AbortController();

/** The forms with the button, what the page on it says, and other windows that are open. */
export function followForgetting() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (
    document.querySelectorAll("form[data-forget]")
  ))
    form.addEventListener("submit", (event) => forgetFirst(event, form));
  for (const place of document.querySelectorAll("[data-kept-now]"))
    place.textContent = `Kept now: ${inWords(everythingKept())}.`;
  tellWhatCameOfIt(document.getElementById("forgotten"));
  followOtherWindows();
}

/** @param {SubmitEvent} event @param {HTMLFormElement} form */
async function forgetFirst(event, form) {
  event.preventDefault();
  leaving.abort();
  await forgetEverything();
  history.replaceState(null, "", location.pathname);
  form.submit();
}

/** Read out by its focus. @param {HTMLElement | null} place */
function tellWhatCameOfIt(place) {
  if (!place || location.hash !== FORGOTTEN) return;
  const left = inWords(everythingKept());
  place.textContent =
    left === "nothing"
      ? "Forgotten. This browser keeps nothing of Nudge any more."
      : `This browser keeps ${left}. Its settings can remove it: clear the site's data.`;
  place.focus();
}

/** A page that is open elsewhere, or comes back whole by Back, begins anew as well. */
function followOtherWindows() {
  let hadSomething = false;
  const isEmpty = () => inWords(everythingKept()) === "nothing";
  const begin = () => {
    keepNothingMore();
    history.replaceState(null, "", location.pathname);
    location.reload();
  };
  const { signal } = leaving;
  addEventListener("storage", ({ key }) => key === null && begin(), { signal });
  addEventListener("pagehide", () => {
    hadSomething = !isEmpty();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && hadSomething && isEmpty() && begin());
}

/** @param {Record<string, string>} kept */
function inWords(kept) {
  const counted = (/** @type {number} */ count, /** @type {string} */ name) =>
    count ? [`${count} ${name}${count === 1 ? "" : "s"}`] : [];
  const runs = Object.entries(kept).filter(([key]) => key.startsWith(KEYS.runs));
  const known = [KEYS.theme, KEYS.seen, KEYS.answers, ...runs.map(([key]) => key)];
  const words = [
    ...(kept[KEYS.theme] ? [`the theme (${kept[KEYS.theme]})`] : []),
    ...counted(size(kept[KEYS.seen]), "opened lesson"),
    ...counted(size(kept[KEYS.answers]), "answer"),
    ...counted(
      runs.reduce((sum, [, text]) => sum + size(text), 0),
      "run",
    ),
    ...counted(Object.keys(kept).filter((key) => !known.includes(key)).length, "other item"),
  ];
  return words.join(", ") || "nothing";
}

/** How many things a kept text holds. @param {string | undefined} text */
function size(text) {
  try {
    return Object.keys(JSON.parse(text ?? "[]") ?? []).length;
  } catch {
    return 0;
  }
}
