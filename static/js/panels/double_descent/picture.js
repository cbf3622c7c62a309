/** The pictures: both errors over the number of features, under them the size of the weights, a digit. */
import { html, scaleLog, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { fitted } from "../../charts/fit.js";
import { curve, plot, point, scales, upright } from "../../charts/plot.js";
import { nearest } from "../../lib/drawing.js";
import { fixed, grouped } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").DoubleDescentPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {import("../../charts/plot.js").Scales} Scales
 */

const HEADROOM = 1.06;
/** Below this height there is room for the curve alone, and below this width for no words in it. */
const [LOW, NARROW] = [170, 430];
/** So long is what stands beside the line at as many features as examples. */
const NAME = 245;

/** @param {Shown} model @param {Panel} panel @param {unknown} fits */
export function picture(model, panel, fits) {
  return html`<div class="pictures wide-pictures">
      <div class="wide-errors">${fitted((room) => errors(model, panel, room))}</div>
      <div class="wide-norms spare">${fitted((room) => norms(model, panel, room))}</div>
      <div class="wide-fits">${fits}</div>
    </div>`;
}

/**
 * @param {Shown} model @param {[number, number]} y @param {Room} room
 * @param {boolean} [isLog]  upward, too
 */
function axesOf({ result: { features } }, y, room, isLog = false) {
  const x = /** @type {[number, number]} */ ([features[0] ?? 1, features.at(-1) ?? 1]);
  const axes = scales({ x, y, ...room, ...(isLog && { log: "y" }) });
  return /** @type {Scales} */ ({ ...axes, x: scaleLog(x, [axes.left, axes.right]) });
}

/**
 * Opens the place that is nearest to the pointer.
 * @param {Shown} model @param {Panel} panel @param {Scales} axes
 */
function opening({ result }, panel, axes) {
  return drag(({ x }) => {
    panel.setView({ place: nearest(result.features.map(axes.x), x) });
  });
}

/** @param {Shown} model @param {Panel} panel @param {Room} room */
function errors(model, panel, room) {
  const { result, place, request } = model;
  const { features, test_error: test, train_error: train, interval } = result;
  const highest = Math.max(...test, ...(interval ?? []).map(([, high = 0]) => high));
  const axes = axesOf(model, [0, Math.min(1, highest * HEADROOM)], room);
  const isRoomy = room.width >= NARROW && room.height >= LOW;
  const pieces = [
    result.errors.length > 1 ? result.errors.map((each) => curve(axes, features, each, "wide-seed")) : "",
    isThere(axes, request.examples) ? upright(axes, request.examples, "target") : "",
    curve(axes, features, train, "other"),
    curve(axes, features, test, "wide-test"),
    upright(axes, features[place] ?? 1, "now"),
    [...new Set([result.before, result.at, result.beyond])].map((at, index) =>
      numbered(axes, model, at, index),
    ),
    point(axes, { x: features[place] ?? 1, y: test[place] ?? 0, radius: 6 }),
    isRoomy ? names(axes, model) : "",
  ];
  const options = {
    label: words(model),
    xTicks: 6,
    yTicks: 5,
    kind: "curve-plot wide-plot",
    yName: "share wrong",
    xName: room.height < LOW ? "" : "features",
    listeners: { pointerdown: opening(model, panel, axes) },
  };
  return plot(axes, options, pieces, interval ? band(axes, features, interval) : "");
}

/** Whether the picture has the place. @param {Scales} axes @param {number} features */
function isThere(axes, features) {
  const [low = 1, high = low] = axes.x.domain();
  return features >= low && features <= high;
}

/** The interval of the mean. @param {Scales} axes @param {number[]} features @param {number[][]} interval */
function band({ x, y }, features, interval) {
  const [bottom = 0, top = 1] = y.domain();
  const at = (/** @type {number} */ place, /** @type {0 | 1} */ end) =>
    `${x(features[place] ?? 1)},${y(Math.min(top, Math.max(bottom, interval[place]?.[end] ?? 0)))}`;
  const up = features.map((_, place) => at(place, 1));
  const down = features.map((_, place) => at(place, 0)).reverse();
  return svg`<path class="wide-band" d="M${[...up, ...down].join("L")}Z"></path>`;
}

/**
 * One of the three places that have a picture of their own.
 * @param {Scales} axes @param {Shown} model @param {number} at @param {number} index
 */
function numbered(axes, { result }, at, index) {
  const [x, y] = [axes.x(result.features[at] ?? 1), axes.y(result.test_error[at] ?? 0)];
  return svg`<g class="wide-mark"><circle cx=${x} cy=${y} r="10"></circle>
    <text x=${x} y=${y} dy="0.36em" text-anchor="middle">${index + 1}</text></g>`;
}

/** What the lines are, where they have room. @param {Scales} axes @param {Shown} model */
function names(axes, { result, request }) {
  const at = axes.x(request.examples);
  const isRoomy = isThere(axes, request.examples) && at - axes.left > NAME;
  const second = Math.min(2, result.features.length - 1);
  const [x, y] = [axes.x(result.features[second] ?? 1), axes.y(result.test_error[second] ?? 0)];
  return svg`${
    isRoomy
      ? svg`<text class="curve-name" x=${at - 14} y=${axes.top + 46} text-anchor="end">as many features as
      examples</text>`
      : ""
  }
    <text class="curve-name" x=${x + 12} y=${Math.max(axes.top + 38, y - 12)}>new digits</text>
    <text class="curve-name other" x=${axes.left + 8} y=${axes.bottom - 10}>learned digits</text>`;
}

/** @param {Shown} model @param {Panel} panel @param {Room} room */
function norms(model, panel, room) {
  const { result, place } = model;
  const { features, parameter_norm: norm } = result;
  const y = /** @type {[number, number]} */ ([Math.min(...norm) / 1.3, Math.max(...norm) * 1.5]);
  const axes = axesOf(model, y, room, true);
  const options = {
    label: `Size of the weights over the number of features: ${grouped(features[place] ?? 0)} features,
      ${fixed(norm[place] ?? 0, 1)}`,
    xTicks: 0,
    yTicks: 4,
    kind: "curve-plot wide-plot",
    yName: "‖θ‖",
    listeners: { pointerdown: opening(model, panel, axes) },
  };
  return plot(axes, options, [
    curve(axes, features, norm, "wide-test"),
    upright(axes, features[place] ?? 1, "now"),
    point(axes, { x: features[place] ?? 1, y: norm[place] ?? 1, radius: 5 }),
  ]);
}

/** What the curve shows, in words. @param {Shown} model */
function words({ result, place }) {
  const at = (/** @type {number} */ each) =>
    `${fixed(result.test_error[each] ?? 0, 3)} with ${grouped(result.features[each] ?? 0)}`;
  const three = [result.before, result.at, result.beyond].map(at).join(", ");
  return `Share of new digits answered wrong over the number of features: ${three}. Opened: ${at(place)}`;
}
