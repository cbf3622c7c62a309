/** Copying, and saying how it went on the button that was pressed. */

const SAID_FOR = 2000;

/** @typedef {ReturnType<typeof setTimeout> | undefined} Timer */

/**
 * What a button is called when it says nothing.
 * @type {WeakMap<HTMLElement, {label: string | null, timer: Timer}>}
 */
const saying = new WeakMap();

/**
 * Puts text on the clipboard; whether that was allowed. It never is for a page that came from another
 * computer over plain HTTP.
 * @param {string} text
 */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Lets a button say something for a moment. @param {HTMLElement} button @param {string} words */
export function say(button, words) {
  const { label, timer } = saying.get(button) ?? { label: button.textContent, timer: undefined };
  clearTimeout(timer);
  button.textContent = words;
  const end = () => {
    button.textContent = label;
    saying.delete(button);
  };
  saying.set(button, { label, timer: setTimeout(end, SAID_FOR) });
}
