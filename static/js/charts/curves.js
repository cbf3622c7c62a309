/**
 * Curves over the epochs of a run, with a marker at the present one. The chart is a slider, too: clicking,
 * dragging or the arrow keys move time, and hovering reads the numbers off.
 */
import { html, LitElement } from "../../vendor/vendor.js";
import { boundsOf, lastEpoch, readOff } from "../lib/curve_data.js";
import { curveLines, leaving, marks, names, roomForNames } from "./curve_lines.js";
import { drag, pointerPosition } from "./drag.js";
import { fitted } from "./fit.js";
import { plot, scales, upright, within } from "./plot.js";

/** @typedef {import("../lib/curve_data.js").CurveData} CurveData */

/** From here on the last epoch is wider than the room after an axis. */
const LONG = 1000;
const HALF_A_LETTER = 7;
/** About how many numbers stand along each axis. */
const TICKS = { small: { x: 4, y: 3 }, large: { x: 8, y: 6 } };

class NudgeCurves extends LitElement {
  static properties = {
    data: { attribute: false },
    onSeek: { attribute: false },
    hovered: { state: true },
  };

  constructor() {
    super();
    /** @type {CurveData | null} */
    this.data = null;
    /** @type {(epoch: number, isSettled: boolean) => void} */
    this.onSeek = () => {};
    /** @type {number | null} */
    this.hovered = null;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { data } = this;
    if (!data) return html``;
    const last = lastEpoch(data);
    const ends = data.bounds ?? boundsOf(data);
    const words = readOff(data, this.hovered ?? data.at);
    return html`<p class="curve-head"><span class="curve-title">${data.title}</span>
        <span class="curve-reading">${words}</span></p>
      <div class="curve-chart" role="slider" tabindex="0" aria-label="${data.title} over the epochs"
        aria-valuemin="0" aria-valuemax=${last} aria-valuenow=${data.at}
        aria-valuetext="epoch ${data.at}: ${readOff(data, data.at)}"
        @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event, last)}
        @pointerleave=${() => (this.hovered = null)}>
        ${fitted((room) => this.chart(data, axesIn(data, ends, room), ends, `${data.title}, ${words}`))}
      </div>`;
  }

  /**
   * The lines, and where time and the pointer are.
   * @param {CurveData} data @param {import("./plot.js").Scales} axes @param {[number, number]} ends
   * @param {string} label
   */
  chart(data, axes, ends, label) {
    const { lines, at, isLarge = false } = data;
    const ticks = isLarge ? TICKS.large : TICKS.small;
    const xTicks = Math.max(1, Math.min(ticks.x, lastEpoch(data))); // no half epochs
    const pointerdown = drag(({ x }, isSettled) => this.onSeek(within(axes.x, x, 0), isSettled));
    const pointermove = (/** @type {PointerEvent} */ event) => {
      const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
      this.hovered = within(axes.x, pointerPosition(picture, event).x, 0);
    };
    return plot(
      axes,
      {
        label,
        xTicks,
        yTicks: ticks.y,
        kind: "curve-plot",
        listeners: { pointerdown, pointermove },
        xName: isLarge ? "epoch" : "",
      },
      [
        curveLines(axes, data, ends),
        lines.map((line) => leaving(axes, data, line, ends[1])),
        this.hovered === null ? "" : upright(axes, this.hovered, "hovered"),
        upright(axes, at, "now"),
        lines.map((line) => marks(axes, line, at, ends)),
        names(axes, data, ends),
      ],
    );
  }

  /** @param {KeyboardEvent} event @param {number} last */
  onKey(event, last) {
    const { at } = /** @type {CurveData} */ (this.data);
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

/** @param {CurveData} data @param {[number, number]} y @param {import("./fit.js").Room} room */
function axesIn(data, y, room) {
  const x = /** @type {[number, number]} */ ([0, Math.max(1, lastEpoch(data))]);
  const after = Math.max(roomForNames(data, room.width), x[1] < LONG ? 0 : HALF_A_LETTER);
  return scales({ x, y, ...room, after, ...(data.isLog && { log: "y" }) });
}

customElements.define("nudge-curves", NudgeCurves);
