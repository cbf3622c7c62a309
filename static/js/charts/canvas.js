/**
 * A canvas under a drawing: it has the drawing's units, the screen's sharpness and the theme's colors. `draw`
 * is called whenever the size or the theme change, and the numbers: those in `basis`, set before `draw`.
 */
import { followTheme } from "../lib/theme.js";

/** @typedef {{positive: string, negative: string, paper: string, ink: string, classes: string[]}} Colors */
/** @typedef {(context: CanvasRenderingContext2D, colors: Colors) => void} Draw */

export class NudgeCanvas extends HTMLElement {
  constructor() {
    super();
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    /** @type {[number, number]} The width and height of the drawing, in its units. */
    this.box = [1, 1];
    /** @type {Draw | null} */
    this.work = null;
    /** @type {unknown[]} What the drawing is made from: where it is the same, the drawing is. */
    this.basis = [];
    /** @type {unknown[]} That of the drawing that is there. */
    this.drawn = [];
    /** Its size on the screen, and the theme's colors: asked for when they change, not at each drawing. */
    this.size = { width: 0, height: 0 };
    /** @type {Colors | null} */
    this.palette = null;
    this.repaint = () => {
      this.palette = null;
      this.paint();
    };
    this.sizes = new ResizeObserver(([entry]) => {
      if (entry) this.size = entry.contentRect;
      this.repaint();
    });
    this.unfollow = () => {};
  }

  connectedCallback() {
    if (!this.canvas.isConnected) this.append(this.canvas);
    this.sizes.observe(this);
    this.unfollow = followTheme(this.repaint);
  }

  disconnectedCallback() {
    this.sizes.disconnect();
    this.unfollow();
  }

  /** @param {Draw} work */
  set draw(work) {
    this.work = work;
    const { basis, drawn } = this;
    const isNew =
      !basis.length || basis.length !== drawn.length || basis.some((each, index) => each !== drawn[index]);
    if (isNew) this.paint();
  }

  paint() {
    const context = this.canvas.getContext("2d");
    if (!this.work || !context || !this.size.width || !this.size.height) return;
    const sharpness = Math.min(globalThis.devicePixelRatio || 1, 2);
    const width = Math.round(this.size.width * sharpness);
    const height = Math.round(this.size.height * sharpness);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    // As a drawing over it is fitted into its place: as large as can be, in the middle
    const scale = Math.min(width / this.box[0], height / this.box[1]);
    const [left, top] = [(width - scale * this.box[0]) / 2, (height - scale * this.box[1]) / 2];
    context.setTransform(scale, 0, 0, scale, left, top);
    this.palette ??= this.colors();
    this.work(context, this.palette);
    this.drawn = this.basis;
  }

  /**
   * The theme's colors, which the style sheet hands over in properties that a canvas has no use for.
   * @returns {Colors}
   */
  colors() {
    const style = getComputedStyle(this);
    return {
      positive: style.color,
      negative: style.outlineColor,
      paper: style.backgroundColor,
      ink: style.caretColor,
      classes: [style.outlineColor, style.color, style.borderTopColor, style.borderRightColor],
    };
  }
}

customElements.define("nudge-canvas", NudgeCanvas);
