/**
 * The list of all panels: beside each, a small picture of how it opens. The panel's own script draws it from
 * what the panel's own page starts with, when it comes near the window: one after the other, while nothing
 * else is to be done.
 */
import { pageText } from "./lib/api.js";

/** @typedef {import("./panel/element.js").PanelElement} PanelElement */

/** So far below the window a picture is drawn before it is seen. */
const NEAR = "0px 0px 25%";
/** On a page that is never at rest, a picture waits no longer. */
const PATIENCE = 500;

class Gallery {
  /** @param {Iterable<HTMLElement>} places */
  constructor(places) {
    /** @type {Set<HTMLElement>} Those near the window that are not drawn yet. */
    this.waiting = new Set();
    this.isDrawing = false;
    this.near = new IntersectionObserver((entries) => this.follow(entries), { rootMargin: NEAR });
    for (const place of places) this.near.observe(place);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  follow(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.waiting.add(/** @type {HTMLElement} */ (target));
      else this.waiting.delete(/** @type {HTMLElement} */ (target));
    }
    if (!this.isDrawing) this.drawAll();
  }

  /** One that could not be drawn, for want of the server, is tried again when it is next scrolled to. */
  async drawAll() {
    this.isDrawing = true;
    for (const place of this.waiting) {
      await draw(place).then(
        () => this.near.unobserve(place),
        () => {},
      );
      this.waiting.delete(place);
    }
    this.isDrawing = false;
  }
}

/** Draws how a panel opens; each step of it is a task of its own. @param {HTMLElement} place */
async function draw(place) {
  const { small: slug = "", script = "" } = place.dataset;
  await rest();
  const page = await pageText(`/panels/${slug}`);
  await import(script); // a browser that could not fetch it would not try again: the server is there
  await rest();
  const panel = panelOf(page);
  await rest();
  panel.drawPictureIn(/** @type {HTMLElement} */ (place.querySelector(".panel-picture")));
  place.toggleAttribute("data-drawn", true);
}

/** A page's panel, in no page and with nothing in it but what it starts from. @param {string} page */
function panelOf(page) {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  const frame = /** @type {Element} */ (parsed.querySelector("[data-panel]"));
  frame.replaceChildren(/** @type {Element} */ (frame.querySelector("[data-first]")));
  return /** @type {PanelElement} */ (document.importNode(frame, true));
}

/** Until the page has nothing else to do. */
function rest() {
  const { requestIdleCallback } = globalThis;
  return new Promise((resolve) =>
    requestIdleCallback ? requestIdleCallback(resolve, { timeout: PATIENCE }) : setTimeout(resolve),
  );
}

new Gallery(document.querySelectorAll("[data-small]"));
