/** A curve drawn by hand: the pointer draws, and with the keyboard every point is a slider. */
import { svg } from "../../../vendor/vendor.js";
import { drag, pointerPosition } from "../../charts/drag.js";
import { within } from "../../charts/plot.js";
import { keySteps, nearest, stepped, stroke } from "../../lib/drawing.js";
import { fixed } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").ApproximationPanel} Panel
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

const [STEP, DECIMALS] = [0.05, 2];
/** To which point each key goes, and by how many steps the point goes up. */
const KEYS = /** @type {Record<string, [number, number]>} */ ({
  ...keySteps(5),
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
});

/** @param {Scales} axes @param {Panel} panel */
export function hand(axes, panel) {
  const points = panel.request.points ?? [];
  return svg`<rect class="approx-ground" x=${axes.left} y=${axes.top} width=${axes.right - axes.left}
      height=${axes.bottom - axes.top} @pointerdown=${pointer(axes, panel)}></rect>
    ${points.map((point, index) => handle(axes, panel, point, index))}`;
}

/** @param {Scales} axes @param {Panel} panel @param {number[]} point @param {number} index */
function handle(axes, panel, [x = 0, y = 0], index) {
  const [low, high] = panel.handEnds;
  const choose = () => {
    if (panel.chosen !== index) panel.choose(index);
  };
  const isChosen = index === panel.chosen;
  return svg`<g class="approx-point" role="slider" data-point=${index} tabindex=${isChosen ? 0 : -1}
      aria-label="your curve at x ${fixed(x, 2)}" aria-orientation="vertical" aria-valuemin=${low}
      aria-valuemax=${high} aria-valuenow=${y} aria-valuetext=${fixed(y, DECIMALS)} @focus=${choose}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, panel, index)}
      @pointerdown=${pointer(axes, panel)}>
    <circle class="approx-knob" cx=${axes.x(x)} cy=${axes.y(y)} r=${isChosen ? 6 : 3}></circle></g>`;
}

/** A stroke from anywhere. @param {Scales} axes @param {Panel} panel */
function pointer(axes, panel) {
  /** @type {number[]} */
  let places = [];
  let along = stroke(places);
  const follow = (/** @type {{x: number, y: number}} */ position, /** @type {boolean} */ isSettled) => {
    const to = { x: within(axes.x, position.x, 3), y: within(axes.y, position.y, DECIMALS) };
    const heights = (panel.request.points ?? []).map(([, y = 0]) => y);
    panel.draw(along(heights, to), isSettled, nearest(places, to.x));
  };
  const start = drag(follow);
  return (/** @type {PointerEvent} */ event) => {
    const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
    places = (panel.request.points ?? []).map(([x = 0]) => x);
    along = stroke(places);
    start(event);
    if (event.button === 0) follow(pointerPosition(picture, event), false);
  };
}

/** @param {KeyboardEvent} event @param {Panel} panel @param {number} index */
function onKey(event, panel, index) {
  const turn = KEYS[event.key];
  if (!turn) return;
  event.preventDefault();
  event.stopPropagation();
  const [on, up] = turn;
  const points = panel.request.points ?? [];
  if (on) {
    panel.choose(Math.min(points.length - 1, Math.max(0, index + on)));
    return;
  }
  const [low, high] = panel.handEnds;
  const axis = { low, high, step: STEP, decimals: DECIMALS };
  const heights = points.map(([, y = 0], place) => (place === index ? stepped(axis, y, up) : y));
  panel.draw(heights, true, index);
}
