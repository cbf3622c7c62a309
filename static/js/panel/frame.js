/**
 * The frame that the server drew around a panel's parts: its elements, controls, buttons and drawers, the
 * live numbers in the prose, and the voice for screen readers.
 */
import { render } from "../../vendor/vendor.js";
import { copied, say } from "../lib/clipboard.js";
import { writtenAs } from "../lib/format.js";
import { valueAt } from "../lib/state.js";

const SPEECH_GAP = 1000;
/** All of a panel's controls; the sliders of a list are the list's own. */
const CONTROLS = "nudge-slider-list, nudge-choice, nudge-slider:not(nudge-slider-list > *)";
/** @typedef {HTMLElement & {value: unknown}} Control  one of controls/slider.js */

/** @type {WeakMap<Node, Map<string, HTMLElement[]>>} */
const fromServer = new WeakMap();

/**
 * Draws a part into its elements. What the server put there serves until the first drawing; what lies in
 * a shut drawer is drawn when the drawer opens.
 * @param {HTMLElement} panel @param {string} name @param {unknown} template  or what makes it, asked only
 *   then
 */
export function drawPart(panel, name, template) {
  for (const element of drawnByServer(panel, `[data-part="${name}"]`)) {
    if (element.closest("[data-drawer]:is([hidden], [data-shut])")) continue;
    if (!element.hasAttribute("data-drawn")) {
      element.replaceChildren();
      element.setAttribute("data-drawn", "");
    }
    render(typeof template === "function" ? template() : template, element);
  }
}

/**
 * What of the page the server drew, by a selector: sought once, for no more of it comes.
 * @param {Document | HTMLElement} place  the page, or a panel
 * @param {string} selector @returns {HTMLElement[]}
 */
export function drawnByServer(place, selector) {
  const known = fromServer.get(place) ?? new Map();
  fromServer.set(place, known);
  if (!known.has(selector)) known.set(selector, [...place.querySelectorAll(selector)]);
  return known.get(selector);
}

/** Gives each control its value. @param {HTMLElement} panel @param {(path: string) => unknown} read */
export function showControls(panel, read) {
  for (const control of /** @type {Control[]} */ (drawnByServer(panel, CONTROLS))) {
    if (control.dataset.path) control.value = read(control.dataset.path);
  }
}

/**
 * Of the formulas that a panel may have, shows those in use.
 * @param {HTMLElement} panel @param {string[]} names
 */
export function showFormula(panel, ...names) {
  for (const element of drawnByServer(panel, "[data-formula]"))
    setHidden(element, !names.includes(element.dataset.formula ?? ""));
}

/** Shows which preset is on. @param {HTMLElement} panel @param {(index: number) => boolean} isOn */
export function showPresets(panel, isOn) {
  for (const button of buttons(panel, "preset")) {
    setAttribute(button, "aria-pressed", String(isOn(Number(button.dataset.value))));
  }
}

/**
 * Why the address was not followed, until something is set.
 * @param {HTMLElement} panel @param {boolean} isSo
 */
export function showRefused(panel, isSo) {
  for (const words of drawnByServer(panel, "[data-refused]")) setHidden(words, !isSo);
}

/** Opens one drawer and shuts the others. @param {HTMLElement} panel @param {string} open */
export function showDrawer(panel, open) {
  for (const button of buttons(panel, "drawer")) {
    setAttribute(button, "aria-expanded", String(button.dataset.value === open));
  }
  for (const drawer of drawnByServer(panel, "[data-drawer]")) {
    const isShut = drawer.dataset.drawer !== open;
    // The formulas are there on paper, whatever is open on the screen
    if (drawer.dataset.drawer === "maths") drawer.toggleAttribute("data-shut", isShut);
    else setHidden(drawer, isShut);
  }
}

/**
 * An attribute that is there already is not written again: browsers would work out styles anew.
 * @param {Element} element @param {string} name @param {string} value
 */
export function setAttribute(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

/** @param {HTMLElement} element @param {boolean} isHidden */
export function setHidden(element, isHidden) {
  if (element.hidden !== isHidden) element.hidden = isHidden;
}

/** @param {HTMLElement} panel @param {string} action  of buttons of the frame */
function buttons(panel, action) {
  return drawnByServer(panel, `[data-action=${action}]`);
}

/**
 * The numbers and words in the prose around a panel.
 * @param {string} slug @param {object} result @param {object} request
 */
export function showLiveNumbers(slug, result, request) {
  for (const element of drawnByServer(document, `[data-live^="${slug}:"]`)) {
    const [, path = "", decimals = "2"] = (element.dataset.live ?? "").split(":");
    const value = valueAt(result, path) ?? valueAt(request, path);
    const kind = /** @type {import("../lib/format.js").Kind} */ (
      /^\d+$/.test(decimals) ? Number(decimals) : decimals
    );
    const text = typeof value === "number" ? writtenAs(value, kind) : (value ?? "–");
    if (element.textContent !== text) element.textContent = text;
  }
}

/**
 * Puts the address, and so the exact state, on the clipboard.
 * @param {HTMLElement} button @param {boolean} isTooLong  the state, for an address
 */
export async function copyLink(button, isTooLong) {
  if (isTooLong) say(button, "Too much for a link: export it");
  else say(button, (await copied(location.href)) ? "Copied" : "Copy it from the address bar");
}

/** Says a panel's sentence to screen readers, at most once a second, the last one always. */
export class Voice {
  /** @param {Element | null} region */
  constructor(region) {
    this.region = region;
    this.lastSpoken = Number.NEGATIVE_INFINITY;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {string} sentence */
  say(sentence) {
    clearTimeout(this.timer);
    if (!this.region || this.region.textContent === sentence) return;
    this.timer = setTimeout(
      () => this.speak(sentence),
      Math.max(0, this.lastSpoken + SPEECH_GAP - performance.now()),
    );
  }

  /** @param {string} sentence */
  speak(sentence) {
    this.lastSpoken = performance.now();
    if (this.region) this.region.textContent = sentence;
  }
}

/** What the buttons of the dock do next. @param {HTMLElement} panel @param {string} how */
export function sayDock(panel, how) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (
    panel.querySelectorAll("[data-action=dock]")
  )) {
    const { value, back = "", does = button.textContent ?? "" } = button.dataset;
    button.dataset.does = does;
    button.textContent = value === how ? back : does;
  }
}
