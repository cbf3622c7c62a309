/**
 * A place for a picture. The picture is drawn for the room that there is, in units of which 16 are the height
 * of the place's letters: a small place shows a small drawing in legible letters, not a large one shrunk.
 */
import { html, render } from "../../vendor/vendor.js";

/** @typedef {{width: number, height: number}} Room  in units of the drawing */
/** @typedef {(room: Room) => unknown} Draw */

const LETTER = 16;

/** @param {Draw} draw @param {string} [kind] */
export function fitted(draw, kind = "") {
  return html`<nudge-fit class=${kind} .draw=${draw}></nudge-fit>`;
}

class NudgeFit extends HTMLElement {
  constructor() {
    super();
    /** @type {Draw | null} */
    this.work = null;
    /** @type {Room | null} */
    this.room = null;
    this.sizes = new ResizeObserver(() => this.measure());
  }

  connectedCallback() {
    this.sizes.observe(this);
    this.measure();
  }

  disconnectedCallback() {
    this.sizes.disconnect();
  }

  measure() {
    const unit = Number.parseFloat(getComputedStyle(this).fontSize) / LETTER;
    const [width, height] = [this.clientWidth / unit, this.clientHeight / unit];
    if (this.room?.width === width && this.room.height === height) return;
    this.room = width && height ? { width, height } : null;
    this.paint();
  }

  /** @param {Draw} work */
  set draw(work) {
    this.work = work;
    this.paint();
  }

  paint() {
    if (this.work && this.room) render(this.work(this.room), this);
  }
}

customElements.define("nudge-fit", NudgeFit);
