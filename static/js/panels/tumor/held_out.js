/**
 * Every patient held out as a mark along the probability that the network says: malignant tumors above the
 * axis, benign ones under it. Filled means alarmed; a ring is a mistake. The axis is stretched at both ends,
 * since most probabilities lie near 0 or 1: with z = log(p / (1 − p)) a place is ± log(1 + |z|).
 */
import { scaleLinear, svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { fitting, inOrder, ledTo, stacked } from "../../lib/dots.js";
import { mark } from "../../run/marks.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("./panel.js").TumorPanel} Panel
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {{x: (p: number) => number, p: (x: number) => number, middle: number,
 *   floor: number, width: number}} Places
 */

const EDGE = { side: 16, top: 20, foot: 26 };
/** Those that matter most first: where there is little room the others are left out. */
const TICKS = [0.5, 0.1, 0.9, 0.001, 0.999, 0.01, 0.99];
/** A letter’s width at most. */
const LETTER = 11;
/** How far the axis reaches at least. */
const SHORTEST_PLACE = Math.log1p(7.5);
/** Marks are no larger than this, and a ring around one needs some room. */
const [LARGEST, RING] = [6, 1.5];
const BENIGN_SHARE = 0.58;

/** @param {Model} model @param {Panel} panel @param {Room} room */
export function heldOut(model, panel, room) {
  const { result, request } = model;
  const places = placesOf(result, room);
  const marks = marksOf(result, places);
  const label = `${result.targets.length} patients along the probability of malignant. ${result.sentence}`;
  return svg`<svg class="plot tumor-patients" viewBox="0 0 ${room.width} ${room.height}" role="group"
      aria-label=${label}>
    ${axis(places, room)}
    ${thresholdLine(places, request.threshold, room, panel)}
    <g class="tumor-list" role="listbox" tabindex="0" aria-label="Patients held out, by probability"
      aria-activedescendant=${`tumor-patient-${model.view.selected ?? 0}`}
      @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, model, panel)}>
      ${marks.map((at, index) => patientMark(model, panel, at, index))}</g>
    ${cheapestMark(model, places)}
  </svg>`;
}

/** @param {Model["result"]} result @param {Room} room @returns {Places} */
function placesOf({ probabilities }, { width, height }) {
  const reach = Math.max(
    SHORTEST_PLACE,
    ...probabilities.map((p) => Math.abs(stretched(p))).filter(Number.isFinite),
  );
  const scale = scaleLinear([-reach, reach], [EDGE.side, width - EDGE.side]).clamp(true);
  const floor = height - EDGE.foot;
  return {
    x: (p) => scale(stretched(p)),
    p: (x) => released(scale.invert(x)),
    middle: EDGE.top + (1 - BENIGN_SHARE) * (floor - EDGE.top),
    floor,
    width,
  };
}

/** @param {number} p */
function stretched(p) {
  const z = Math.log(p / (1 - p));
  return Math.sign(z) * Math.log1p(Math.abs(z));
}

/** The probability at a place. @param {number} place */
function released(place) {
  return 1 / (1 + Math.exp(-Math.sign(place) * Math.expm1(Math.abs(place))));
}

/** Where each mark lies, and how large all are. @param {Model["result"]} result @param {Places} places */
function marksOf({ probabilities, targets }, places) {
  const xs = probabilities.map(places.x);
  const lanes = [0, 1].map((kind) => targets.flatMap((target, index) => (target === kind ? [index] : [])));
  const rooms = [places.floor - places.middle, places.middle - EDGE.top];
  const radius = Math.min(
    LARGEST + RING,
    ...lanes.map(
      (lane, kind) =>
        fitting(
          lane.map((index) => xs[index] ?? 0),
          (rooms[kind] ?? 0) - RING,
        ).radius,
    ),
  );
  /** @type {{x: number, y: number, size: number}[]} */
  const marks = [];
  lanes.forEach((lane, kind) => {
    const heights = stacked(
      lane.map((index) => xs[index] ?? 0),
      radius,
    );
    const squeeze = Math.min(1, (rooms[kind] ?? 0) / (Math.max(1, ...heights) + radius));
    lane.forEach((index, place) => {
      const height = squeeze * (heights[place] ?? 0) + RING;
      const y = places.middle + (kind === 1 ? -height : height);
      marks[index] = { x: xs[index] ?? 0, y, size: Math.max(1.5, radius - RING) };
    });
  });
  return marks;
}

/**
 * @param {Model} model @param {Panel} panel @param {{x: number, y: number, size: number}} at
 * @param {number} index
 */
function patientMark({ result, request, view }, panel, at, index) {
  const kind = result.targets[index] ?? 0;
  const isAlarmed = (result.probabilities[index] ?? 0) >= request.threshold;
  const isMistake = isAlarmed !== (kind === 1);
  const isSelected = view.selected === index;
  return svg`<g id=${`tumor-patient-${index}`} class="tumor-patient" role="option"
      aria-selected=${String(isSelected)} aria-label=${told(result, index, isAlarmed)}
      @click=${() => panel.select(index)}>
    ${isSelected ? svg`<circle class="example-lit" cx=${at.x} cy=${at.y} r=${at.size + 4}></circle>` : ""}
    ${mark({ ...at, kind, isHeldOut: !isAlarmed, isMistake })}</g>`;
}

/** @param {Model["result"]} result @param {number} index @param {boolean} isAlarmed */
function told({ rows, targets, probabilities }, index, isAlarmed) {
  const truth = targets[index] ? "malignant" : "benign";
  const p = (probabilities[index] ?? 0).toFixed(3);
  return `patient ${rows[index]}, ${truth}, probability ${p}, ${isAlarmed ? "alarm" : "no alarm"}`;
}

/**
 * The arrow keys lead along the probabilities, Enter asks about the patient.
 * @param {KeyboardEvent} event @param {Model} model @param {Panel} panel
 */
function onKey(event, { result, view }, panel) {
  const next = ledTo(event.key, inOrder(result.probabilities), view.selected);
  if (next === undefined && event.key !== "Enter") return;
  event.preventDefault();
  event.stopPropagation();
  if (next === undefined) panel.askAbout(view.selected ?? 0);
  else panel.select(next);
}

/** As many ticks as have room. @param {Places} places */
function ticksOf(places) {
  const roomOf = (/** @type {number} */ tick) => LETTER * (String(tick).length + 1);
  /** @type {number[]} */
  const kept = [];
  for (const tick of TICKS) {
    const way = (/** @type {number} */ other) => Math.abs(places.x(other) - places.x(tick));
    if (kept.every((other) => way(other) > (roomOf(other) + roomOf(tick)) / 2)) kept.push(tick);
  }
  return kept;
}

/** @param {Places} places @param {Room} room */
function axis(places, { width }) {
  const ticks = ticksOf(places);
  return svg`<g class="axes" aria-hidden="true">
    ${ticks.map(
      (tick) => svg`<line class="grid" x1=${places.x(tick)} x2=${places.x(tick)} y1=${EDGE.top}
        y2=${places.floor}></line>
      <text class="tick" x=${places.x(tick)} y=${places.floor + 20} text-anchor="middle">${tick}</text>`,
    )}
    <line class="grid zero" x1=${EDGE.side} x2=${width - EDGE.side} y1=${places.middle}
      y2=${places.middle}></line>
    <text x=${EDGE.side} y=${EDGE.top + 12}>malignant</text>
    <text x=${width - EDGE.side} y=${places.floor - 8} text-anchor="end">benign</text></g>`;
}

/** @param {Places} places @param {number} threshold @param {Room} room @param {Panel} panel */
function thresholdLine(places, threshold, { width }, panel) {
  const x = places.x(threshold);
  const move = drag((at, isSettled) => panel.set("threshold", rounded(places.p(at.x)), isSettled));
  const isRight = x > width / 2;
  return svg`<g class="handle tumor-threshold" @pointerdown=${move}>
    <title>Drag the threshold</title>
    <rect class="grip" x=${x - 14} y="0" width="28" height=${places.floor}></rect>
    <line class="tumor-line" x1=${x} x2=${x} y1="6" y2=${places.floor}></line>
    <path class="tumor-flag" d="M${x - 8},2h16l-8,12Z"></path>
    <text x=${isRight ? x - 14 : x + 14} y="15" text-anchor=${isRight ? "end" : "start"}>
      ${isRight ? "← no alarm" : "alarm →"}</text></g>`;
}

/** Two decimals, and at both ends as many as it takes. @param {number} p */
function rounded(p) {
  const end = Math.min(p, 1 - p);
  return Number(p.toFixed(end >= 0.02 ? 2 : end >= 0.002 ? 3 : 4));
}

/** @param {Model} model @param {Places} places */
function cheapestMark({ result, request }, places) {
  const x = places.x(result.cheapest.threshold);
  if (request.cost_ratio === 1) return "";
  return svg`<path class="tumor-cheapest" d="M${x - 6},${places.floor + 2}h12l-6,-10Z"></path>`;
}
