/** One new digit, and the ten scores that three fits give it: before the peak, at it, far beyond. */
import { svg } from "../../../vendor/vendor.js";
import { fitted } from "../../charts/fit.js";
import { fixed, grouped } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {{left: number, width: number, top: number, bottom: number,
 *   isNarrow: boolean, ends: [number, number]}} Box
 */

const [SIDE, INK] = [8, 16];
const [HEAD, FOOT, GAP, ENDS] = [38, 24, 14, 40];
/** A fit that is narrower has a short name and no numbers at its side. */
const NARROW = 150;
/** One that is lower has no room for two numbers, one over the other. */
const LOW = 34;
/** The digit takes no more of the width. */
const SHARE = 0.17;

/** @param {Shown} model */
export function fits(model) {
  return fitted((room) => drawnIn(model, room));
}

/** @param {Shown} model @param {Room} room */
function drawnIn({ result }, { width, height }) {
  const { digit, before, at, beyond } = result;
  const side = Math.max(24, Math.min(SHARE * width, height - HEAD - 8));
  const places = [...new Set([before, at, beyond])];
  const own = (width - side - 6) / places.length;
  const isNarrow = own < NARROW;
  const all = places.flatMap((place) => digit.scores[place] ?? []);
  /** One scale for all, so that large scores are seen to be large. @type {[number, number]} */
  const ends = [Math.min(0, ...all), Math.max(1, ...all)];
  const aside = isNarrow ? GAP : ENDS;
  const told = places.map(
    (place) => `${grouped(result.features[place] ?? 0)} features say ${digit.said[place]}`,
  );
  return svg`<svg class="plot wide-scores" viewBox="0 0 ${width} ${height}" role="img"
      aria-label="A new digit, a ${digit.label}: ${told.join(", ")}">
    <text x=${side / 2 + 2} y="16" text-anchor="middle">a ${digit.label}</text>
    <g transform="translate(2 ${HEAD - 10})">${pixels(digit.pixels, side)}</g>
    ${places.map((place, index) =>
      scoresOf(result, place, index, {
        left: side + 6 + index * own + aside,
        width: own - aside - GAP / 2,
        top: HEAD,
        bottom: height - FOOT,
        isNarrow,
        ends,
      }),
    )}
  </svg>`;
}

/** @param {number[]} inks @param {number} side */
function pixels(inks, side) {
  const cell = side / SIDE;
  const at = (/** @type {number} */ place) => ({
    x: (place % SIDE) * cell,
    y: Math.floor(place / SIDE) * cell,
  });
  return svg`<rect class="wide-paper" width=${side} height=${side}></rect>
    ${inks.map(
      (ink, place) => svg`<rect class="wide-ink" x=${at(place).x} y=${at(place).y} width=${cell + 0.3}
        height=${cell + 0.3} fill-opacity=${ink / INK}></rect>`,
    )}`;
}

/**
 * @param {Api.DoubleDescentResult} result @param {number} place @param {number} index @param {Box} box
 */
function scoresOf({ digit, features }, place, index, { left, width, top, bottom, isNarrow, ends }) {
  const scores = digit.scores[place] ?? [];
  const [low, high] = ends;
  const y = (/** @type {number} */ value) => bottom - ((value - low) / (high - low)) * (bottom - top);
  const step = width / scores.length;
  const said = digit.said[place];
  const mark = said === digit.label ? "right" : "wrong";
  const counted = `${index + 1}: ${grouped(features[place] ?? 0)}`;
  const [name, number] = isNarrow
    ? [counted, `says ${said}`]
    : [`${counted} features`, `says ${said}, ${mark}`];
  const bars = scores.map((score, label) => {
    const [from, to] = [y(Math.max(0, score)), y(Math.min(0, score))];
    const kind = label === said ? "bar" : "bar plain";
    const isNamed = !isNarrow || label === said || label === digit.label;
    return svg`<rect class=${kind} x=${left + label * step + 1} width=${Math.max(1, step - 2)} y=${from}
        height=${Math.max(0.5, to - from)}></rect>
      <text class="tick wide-label ${label === digit.label ? "true" : ""}" x=${left + (label + 0.5) * step}
        y=${bottom + 16} text-anchor="middle">${isNamed ? label : ""}</text>`;
  });
  return svg`<g><text class="wide-name" x=${left + width / 2} y="14" text-anchor="middle">${name}</text>
    <text class="wide-name" x=${left + width / 2} y="31" text-anchor="middle">${number}</text>
    <line class="grid zero" x1=${left} x2=${left + width} y1=${y(0)} y2=${y(0)}></line>
    ${[low, high].map((end, at) =>
      index > 0 || isNarrow || bottom - top < LOW || (end === 0 && at === 0)
        ? ""
        : svg`<text class="tick" x=${left - 5} y=${y(end)} dy=${at ? "0.7em" : "0"} text-anchor="end">${fixed(
            end,
            1,
          )}</text>`,
    )}
    ${bars}</g>`;
}
