/**
 * Curves over the epochs of a run, with a marker at the present one. The chart is a slider, too: clicking,
 * dragging or the arrow keys move time, and hovering reads the numbers off.
 */
import { html, LitElement, svg } from "../../vendor/vendor.js";
import { boundsOf, lastEpoch, readOff, thinned, valueAt } from "../lib/course.js";
import { drag, pointerPosition } from "./drag.js";
import { fitted } from "./fit.js";
import { curve, plot, scales, upright, within } from "./plot.js";

/** @typedef {import("../lib/course.js").Course} Course */
/** @typedef {import("../lib/course.js").Line} Line */

class NudgeCurves extends LitElement {
  static properties = {
    course: { attribute: false },
    onSeek: { attribute: false },
    hovered: { state: true },
  };

  constructor() {
    super();
    /** @type {Course | null} */
    this.course = null;
    /** @type {(epoch: number, isSettled: boolean) => void} */
    this.onSeek = () => {};
    /** @type {number | null} */
    this.hovered = null;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { course } = this;
    if (!course) return html``;
    const last = lastEpoch(course);
    const ends = course.bounds ?? boundsOf(course);
    const words = readOff(course, this.hovered ?? course.at);
    return html`<p class="curve-head"><span class="curve-title">${course.title}</span>
        <span class="curve-reading">${words}</span></p>
      <div class="curve-chart" role="slider" tabindex="0" aria-label="${course.title} over the epochs"
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${course.at}
        aria-valuetext="epoch ${course.at}: ${readOff(course, course.at)}"
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event, last)}
        @pointerleave=${() => (this.hovered = null)}>
        ${fitted((room) => this.chart(course, axesIn(course, ends, room), ends, `${course.title}, ${words}`))}
      </div>`;
  }

  /**
   * The lines, and where time and the pointer are.
   * @param {Course} course @param {import("./plot.js").Scales} axes @param {[number, number]} ends
   * @param {string} label
   */
  chart(course, axes, [bottom, top], label) {
    const { lines, at } = course;
    const [width, height] = [axes.right - axes.left + 4, axes.bottom - axes.top + 8];
    const xTicks = Math.max(1, Math.min(4, lastEpoch(course))); // no half epochs
    const pointerdown = drag(({ x }, isSettled) => this.onSeek(within(axes.x, x, 0), isSettled));
    const pointermove = (/** @type {PointerEvent} */ event) => {
      const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
      this.hovered = within(axes.x, pointerPosition(picture, event).x, 0);
    };
    return plot(
      axes,
      { label, xTicks, yTicks: 3, kind: "curve-plot", listeners: { pointerdown, pointermove } },
      [
        svg`<svg x=${axes.left} y=${axes.top - 4} width=${width} height=${height}
        viewBox="${axes.left} ${axes.top - 4} ${width} ${height}">
        ${lines.map((line) => drawn(axes, line, course.isLog ? bottom : null))}</svg>`,
        lines.map((line) => leaving(axes, line, top)),
        this.hovered === null ? "" : upright(axes, this.hovered, "hovered"),
        upright(axes, at, "now"),
        lines.filter((line) => line.isRead).map((line) => lamp(axes, line, at, [bottom, top])),
      ],
    );
  }

  /** @param {KeyboardEvent} event @param {number} last */
  onKey(event, last) {
    const { at } = /** @type {Course} */ (this.course);
    const big = Math.max(1, Math.round(last / 20));
    const steps = /** @type {Record<string, number>} */ ({
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      PageUp: at + big,
      PageDown: at - big,
      Home: 0,
      End: last,
    });
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.onSeek(Math.min(last, Math.max(0, next)), true);
  }
}

/** @param {Course} course @param {[number, number]} y @param {import("./fit.js").Room} room */
function axesIn(course, y, room) {
  /** @type {import("./plot.js").AxesOptions} */
  const shape = { x: [0, Math.max(1, lastEpoch(course))], y, ...room };
  return scales(course.isLog ? { ...shape, log: "y" } : shape);
}

/** @param {import("./plot.js").Scales} axes @param {Line} line @param {number | null} floor */
function drawn(axes, { epochs, values, kind }, floor) {
  const indices = thinned(values);
  const xs = indices.map((index) => /** @type {number} */ (epochs[index]));
  const ys = indices.map((index) => {
    const value = values[index] ?? null;
    return value === null || floor === null ? value : Math.max(value, floor);
  });
  return curve(axes, xs, ys, kind);
}

/**
 * A mark where a line leaves the chart at the top, or ends before the others.
 * @param {import("./plot.js").Scales} axes @param {Line} line @param {number} top
 */
function leaving(axes, { epochs, values, name }, top) {
  const index = values.findIndex((value) => value === null || value > top);
  if (index <= 0) return "";
  const x = axes.x(epochs[index]);
  return svg`<g class="leaving"><title>${name} leaves the chart at epoch ${epochs[index]}</title>
    <path d="M${x - 7},${axes.top + 9}L${x},${axes.top - 5}L${x + 7},${axes.top + 9}Z"></path></g>`;
}

/**
 * @param {import("./plot.js").Scales} axes @param {Line} line @param {number} epoch
 * @param {[number, number]} bounds
 */
function lamp(axes, line, epoch, [bottom, top]) {
  const value = valueAt(line, epoch);
  if (value === null || value > top) return "";
  return svg`<circle class="point ${line.kind}" cx=${axes.x(epoch)} cy=${axes.y(Math.max(value, bottom))}
    r="5.5"></circle>`;
}

customElements.define("nudge-curves", NudgeCurves);
