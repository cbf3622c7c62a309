/**
 * Many outcomes as dots over an axis, each by its value; a filled circle is one that came out well, an empty
 * diamond one that did not. Hovering or the arrow keys name a dot, a click or Enter opens it.
 */
import { html, LitElement, svg } from "../../vendor/vendor.js";
import { endsOf, fitting, inOrder, ledTo } from "../lib/dots.js";
import { fitted } from "./fit.js";
import { plot, scales } from "./plot.js";

/** @typedef {import("../lib/dots.js").Dot} Dot */
/** @typedef {import("../lib/dots.js").DotPlot} DotPlot */
/** @typedef {import("./plot.js").Scales} Scales */

/** The room at the right for what has no number. */
const LANE = 110;

class NudgeDots extends LitElement {
  static properties = {
    data: { attribute: false },
    onOpen: { attribute: false },
    named: { state: true },
  };

  constructor() {
    super();
    /** @type {DotPlot | null} */
    this.data = null;
    /** @type {(index: number) => void} */
    this.onOpen = () => {};
    /** @type {number | null} The dot that is named: under the pointer, or with the focus. */
    this.named = null;
  }

  createRenderRoot() {
    return this;
  }

  render() {
    const { data } = this;
    if (!data) return html``;
    const named = data.dots[this.named ?? data.dots.findIndex(({ isHere }) => isHere)];
    return html`<p class="curve-head"><span class="curve-title">${data.title}</span>
        <span class="curve-reading">${named?.words ?? ""}</span></p>
      ${fitted((room) => this.chart(data, room), data.isStale ? "stale" : "")}
      ${dotLegend(data)}`;
  }

  /** @param {DotPlot} data @param {import("./fit.js").Room} room */
  chart(data, room) {
    const { dots, isLog, axis, title } = data;
    const values = dots.map(({ value }) => value);
    const after = values.includes(null) ? LANE : 0;
    const x = endsOf(values, isLog);
    const axes = scales({ x, y: [0, 1], ...room, after, ...(isLog && { log: "x" }) });
    const places = values.map((value) => placeOf(axes, value, x));
    const { radius, heights } = fitting(places, axes.bottom - axes.top);
    const draw = (/** @type {Dot} */ dot, /** @type {number} */ index) =>
      this.dot(dot, index, { x: places[index] ?? 0, y: axes.bottom - (heights[index] ?? 0), radius });
    const here = dots.findIndex(({ isHere }) => isHere);
    // The open one over the others, so that its ring is whole
    const pieces = [
      dots.map((dot, index) => (index === here ? "" : draw(dot, index))),
      here < 0 ? "" : draw(/** @type {Dot} */ (dots[here]), here),
    ];
    const lane = after
      ? svg`<text class="tick" x=${axes.right + LANE / 2} y=${axes.bottom + axes.edge.below}
          text-anchor="middle">no number</text>`
      : "";
    const ground = svg`<line class="grid zero" x1=${axes.left} x2=${axes.right} y1=${axes.bottom}
      y2=${axes.bottom}></line>`;
    return plot(axes, { label: title, xName: axis, xTicks: 8, yTicks: 0, kind: "dot-plot", role: "group" }, [
      ground,
      lane,
      svg`<g @keydown=${(/** @type {KeyboardEvent} */ event) => this.onKey(event)}>${pieces}</g>`,
    ]);
  }

  /**
   * @param {Dot} dot @param {number} index @param {{x: number, y: number, radius: number}} at
   */
  dot({ isGood, isHere, words }, index, at) {
    const open = () => this.onOpen(index);
    const name = () => (this.named = index);
    const unname = () => (this.named = null);
    const isStop = index === (this.named ?? this.first());
    return svg`<g class="dot ${isGood ? "good" : "bad"} ${isHere ? "here" : ""}" role="button"
      tabindex=${isStop ? 0 : -1} data-dot=${index} aria-label=${words}
      aria-current=${String(Boolean(isHere))}
      @click=${open} @focus=${name} @blur=${unname} @pointerenter=${name} @pointerleave=${unname}>
      ${isHere ? svg`<circle class="dot-here" cx=${at.x} cy=${at.y} r=${at.radius + 4}></circle>` : ""}
      ${dotShape(isGood, at)}</g>`;
  }

  /** The dot that Tab leads to: the open one, or the lowest. */
  first() {
    const dots = this.data?.dots ?? [];
    const here = dots.findIndex(({ isHere }) => isHere);
    return here < 0 ? inOrder(dots.map(({ value }) => value))[0] : here;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const order = inOrder((this.data?.dots ?? []).map(({ value }) => value));
    const next = ledTo(event.key, order, this.named);
    const isOpening = event.key === "Enter" || event.key === " ";
    if (next === undefined && !isOpening) return;
    event.preventDefault();
    event.stopPropagation();
    if (isOpening) {
      if (this.named !== null) this.onOpen(this.named);
      return;
    }
    /** @type {SVGElement | null} */ (this.querySelector(`[data-dot="${next}"]`))?.focus();
  }
}

/** What the shapes mean, and how many there are of each. @param {DotPlot} data */
function dotLegend({ dots, kinds }) {
  const key = (/** @type {boolean} */ isGood) =>
    svg`<svg class="key dot ${isGood ? "good" : "bad"}" viewBox="-8 -8 16 16" aria-hidden="true">
      ${dotShape(isGood, { x: 0, y: 0, radius: 6 })}</svg>`;
  const good = dots.filter(({ isGood }) => isGood).length;
  return html`<p class="dot-legend"><span>${key(true)} ${good} ${kinds.good}</span>
    <span>${key(false)} ${dots.length - good} ${kinds.bad}</span></p>`;
}

/** @param {boolean} isGood @param {{x: number, y: number, radius: number}} at */
function dotShape(isGood, { x, y, radius: r }) {
  if (isGood) return svg`<circle class="dot-shape" cx=${x} cy=${y} r=${r - 0.5}></circle>`;
  return svg`<path class="dot-shape" d="M${x},${y - r}L${x + r},${y}L${x},${y + r}L${x - r},${y}Z"></path>`;
}

/**
 * Where a value lies; what has no number lies beside the axis, what a logarithm has none for at its low end.
 * @param {Scales} axes @param {number | null} value @param {[number, number]} ends
 */
function placeOf(axes, value, [low]) {
  if (value === null) return axes.right + LANE / 2;
  return axes.x(Math.max(value, low));
}

customElements.define("nudge-dots", NudgeDots);
