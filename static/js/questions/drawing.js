/**
 * An answer that is drawn: a curve by its heights at some places, or a straight line by two of its points.
 * The pointer draws; with the keyboard, every handle is a slider. When the engine has answered, its own is
 * there too.
 */
import { html, LitElement, svg } from "../../vendor/vendor.js";
import { drag, pointerPosition } from "../charts/drag.js";
import { fitted } from "../charts/fit.js";
import { curveThrough, lineThrough } from "../charts/guess.js";
import { planeScales } from "../charts/plane.js";
import { curve, plot, scales, within } from "../charts/plot.js";
import { keySteps, nearest, stepped, stroke, withMember } from "../lib/drawing.js";
import { fixed } from "../lib/format.js";

/**
 * @typedef {(number | number[])[]} Points  a curve's heights, or two points of a line
 * @typedef {{name: string, low: number, high: number, step: number, decimals: number}} Axis
 * @typedef {{kind: "curve" | "line", x: Axis, y: Axis, places: number[], start: Points}} Drawing
 * @typedef {import("../charts/plot.js").Scales} Scales
 */

const GRIP = 22.5;
const KEYS = keySteps(4);

export class NudgeDrawing extends LitElement {
  static properties = { points: { state: true }, chosen: { state: true }, engine: { attribute: false } };

  constructor() {
    super();
    /** @type {Drawing} */
    this.drawing = JSON.parse(this.dataset.drawing ?? "{}");
    /** @type {number[][]} Each handle's place, right and up. */
    this.points = this.pointsOf(this.drawing.start);
    this.chosen = 0;
    /** Whether anything was drawn. */
    this.isDrawn = false;
    /** @type {Api.Drawn | null} */
    this.engine = null;
  }

  createRenderRoot() {
    return this;
  }

  /** @param {Points} start @returns {number[][]} */
  pointsOf(start) {
    return start.map((each, index) =>
      typeof each === "number" ? [/** @type {number} */ (this.drawing.places[index]), each] : each,
    );
  }

  /** The drawing as the API takes it. */
  get value() {
    return this.drawing.kind === "line"
      ? { ends: this.points }
      : { heights: this.points.map(([, height]) => height) };
  }

  /** A drawing of an earlier visit; what is none is left aside. @param {unknown} value */
  recall(value) {
    const { ends, heights } = /** @type {{ends?: unknown, heights?: unknown}} */ (value ?? {});
    const kept = this.drawing.kind === "line" ? ends : heights;
    if (!isLike(this.drawing.start, kept)) return false;
    this.points = this.pointsOf(/** @type {Points} */ (kept));
    this.isDrawn = true;
    return true;
  }

  /** @param {number[][]} points */
  draw(points) {
    const { x, y } = this.drawing;
    const inside = (/** @type {Axis} */ axis, /** @type {number} */ value) => stepped(axis, value, 0);
    this.points = points.map(([a = 0, b = 0]) => [
      this.drawing.kind === "line" ? inside(x, a) : a,
      inside(y, b),
    ]);
    this.isDrawn = true;
    this.engine = null;
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  render() {
    const { x, y, kind } = this.drawing;
    const [at = 0, height = 0] = this.points[this.chosen] ?? [];
    const words = `${x.name} ${fixed(at, x.decimals)}, ${y.name} ${fixed(height, y.decimals)}`;
    return html`<div class="drawing-room">${fitted((room) => this.picture(room), "by-hand")}</div>
      <p class="drawing-words"><span class="number" aria-hidden="true">${words}</span>${
        this.engine ? html`<span class="drawing-key">broken: yours · whole: the engine’s</span>` : ""
      }</p>
      <p class="visually-hidden" id="keys-${this.dataset.name}">${
        kind === "line"
          ? "Arrow keys move this point of the line."
          : "Left and right choose a place along the curve, up and down move it there."
      }</p>`;
  }

  /** @param {import("../charts/fit.js").Room} room */
  picture(room) {
    const { x, y, kind } = this.drawing;
    const ends = /** @type {[[number, number], [number, number]]} */ ([
      [x.low, x.high],
      [y.low, y.high],
    ]);
    const axes = kind === "line" ? planeScales(...ends, room) : scales({ x: ends[0], y: ends[1], ...room });
    const label = `Your drawing: ${y.name} over ${x.name}`;
    return svg`<svg class="drawing" viewBox="0 0 ${axes.width} ${axes.height}" role="group"
      aria-label=${label}>
      ${plot(
        axes,
        {
          label,
          xName: x.name,
          yName: y.name,
          kind: kind === "line" ? "plane" : "",
          listeners: { pointerdown: this.pointer(axes) },
        },
        [this.engine ? engineOf(axes, this.engine, kind) : "", this.ownOf(axes)],
        svg`<rect class="drawing-ground" x=${axes.left} y=${axes.top} width=${axes.right - axes.left}
          height=${axes.bottom - axes.top}></rect>`,
      )}
      ${this.points.map((point, index) => this.handle(axes, point, index))}</svg>`;
  }

  /** @param {Scales} axes */
  ownOf(axes) {
    if (this.drawing.kind === "line") return lineThrough(axes, this.points);
    return curveThrough(axes, this.drawing.places, this.value.heights ?? []);
  }

  /** @param {Scales} axes @param {number[]} point @param {number} index */
  handle(axes, [at = 0, height = 0], index) {
    const { x, y, kind } = this.drawing;
    const isLine = kind === "line";
    const name = isLine
      ? `point ${index + 1} of the line`
      : `${y.name} at ${x.name} ${fixed(at, x.decimals)}`;
    const words = isLine
      ? `${x.name} ${fixed(at, x.decimals)}, ${y.name} ${fixed(height, y.decimals)}`
      : fixed(height, y.decimals);
    return svg`<g class="drawing-handle" role="slider" data-handle=${index} aria-label=${name}
      tabindex=${isLine || index === this.chosen ? 0 : -1} aria-describedby="keys-${this.dataset.name}"
      aria-orientation="vertical" aria-valuemin=${y.low} aria-valuemax=${y.high} aria-valuenow=${height}
      aria-valuetext=${words} @focus=${() => (this.chosen = index)}
      @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event, index)}
      @pointerdown=${this.pointer(axes, index)}>
      <circle class="grip" cx=${axes.x(at)} cy=${axes.y(height)} r=${GRIP}></circle>
      <circle class="drawing-point" cx=${axes.x(at)} cy=${axes.y(height)} r="7"></circle></g>`;
  }

  /**
   * A stroke of the pointer, from a handle or from anywhere.
   * @param {Scales} axes @param {number} [taken]
   */
  pointer(axes, taken) {
    const { y, kind, places } = this.drawing;
    let isNew = true;
    let along = stroke(places);
    const follow = (/** @type {{x: number, y: number}} */ position) => {
      const to = { x: within(axes.x, position.x, 2), y: within(axes.y, position.y, y.decimals) };
      if (kind === "curve") this.chosen = nearest(places, to.x);
      else if (isNew) this.chosen = taken ?? this.nearestTo(to);
      this.draw(
        kind === "line"
          ? withMember(this.points, this.chosen, [to.x, to.y])
          : this.pointsOf(along(this.value.heights ?? [], to)),
      );
      isNew = false;
    };
    const start = drag(follow);
    return (/** @type {PointerEvent} */ event) => {
      const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
      isNew = true;
      along = stroke(places);
      start(event);
      if (event.button === 0) follow(pointerPosition(picture, event));
    };
  }

  /** Which handle is nearest to a place. @param {{x: number, y: number}} to */
  nearestTo(to) {
    return nearest(
      this.points.map(([x = 0, y = 0]) => Math.hypot(x - to.x, y - to.y)),
      0,
    );
  }

  /** @param {KeyboardEvent} event @param {number} index */
  onKey(event, index) {
    const { x, y, kind } = this.drawing;
    const [right, up] = KEYS[event.key] ?? this.toEnd(event.key, index);
    if (!right && !up) return;
    event.preventDefault();
    event.stopPropagation();
    const [at = 0, height = 0] = this.points[index] ?? [];
    if (kind === "curve" && right) this.choose(index + right);
    else this.draw(withMember(this.points, index, [stepped(x, at, right), stepped(y, height, up)]));
  }

  /**
   * Home and End choose the first and the last place of a curve.
   * @param {string} key @param {number} index
   */
  toEnd(key, index) {
    const way = { Home: -index, End: this.points.length - 1 - index }[key] ?? 0;
    return [this.drawing.kind === "curve" ? way : 0, 0];
  }

  /** @param {number} index */
  async choose(index) {
    this.chosen = Math.min(this.points.length - 1, Math.max(0, index));
    await this.updateComplete;
    /** @type {HTMLElement | null} */ (this.querySelector(`[data-handle="${this.chosen}"]`))?.focus();
  }
}

/**
 * Whether a value is made of numbers as another one is.
 * @param {unknown} one @param {unknown} other @returns {boolean}
 */
function isLike(one, other) {
  if (!Array.isArray(one)) return Number.isFinite(other);
  const isAsLong = Array.isArray(other) && other.length === one.length;
  return isAsLong && one.every((each, index) => isLike(each, other[index]));
}

/** @param {Scales} axes @param {Api.Drawn} engine @param {string} kind */
function engineOf(axes, { engine_x, engine_y }, kind) {
  const ends = engine_x.map((x, index) => [x, /** @type {number} */ (engine_y[index])]);
  return kind === "line" ? lineThrough(axes, ends, "engine") : curve(axes, engine_x, engine_y, "engine");
}

customElements.define("nudge-drawing", NudgeDrawing);
