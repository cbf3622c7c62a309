/**
 * A place for a picture. The picture is drawn for the room that there is, in units of which 16 are the height
 * of the place's letters: a small place shows a small drawing in legible letters, not a large one shrunk.
 */
import { html, render } from "../../vendor/vendor.js";
import { wantsNoMotion } from "../lib/motion.js";
import { Tween } from "../lib/tween.js";

/** @typedef {{width: number, height: number}} Room  in units of the drawing */
/** @typedef {(room: Room, numbers: number[]) => unknown} Draw */

const LETTER = 16;

/** @param {Draw} draw @param {string} [kind] */
export function fitted(draw, kind = "") {
  return html`<nudge-fit class=${kind} .drawing=${{ draw }}></nudge-fit>`;
}

/**
 * A picture that is seen moving: `draw` is given the numbers on their way to these. While something is
 * dragged, and for whoever wants no motion, they are there at once.
 * @param {number[]} numbers @param {Draw} draw
 */
export function moving(numbers, draw) {
  return html`<nudge-fit .drawing=${{ draw, numbers }}></nudge-fit>`;
}

class NudgeFit extends HTMLElement {
  constructor() {
    super();
    /** @type {Draw | null} */
    this.work = null;
    /** @type {Room | null} */
    this.room = null;
    this.tween = new Tween((numbers) => this.paint(numbers));
    this.sizes = new ResizeObserver(() => this.measure());
  }

  connectedCallback() {
    this.sizes.observe(this);
    this.measure();
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    this.tween.end();
  }

  measure() {
    const unit = Number.parseFloat(getComputedStyle(this).fontSize) / LETTER;
    const [width, height] = [this.clientWidth / unit, this.clientHeight / unit];
    if (this.room?.width === width && this.room.height === height) return;
    this.room = width && height ? { width, height } : null;
    this.paint();
  }

  /** @param {{draw: Draw, numbers?: number[]}} drawing */
  set drawing({ draw, numbers = [] }) {
    this.work = draw;
    this.tween.to(numbers, wantsNoMotion() || this.closest("[data-dragged]") !== null);
  }

  paint(numbers = this.tween.at) {
    if (this.work && this.room) render(this.work(this.room, numbers), this);
  }
}

customElements.define("nudge-fit", NudgeFit);
