/**
 * 1,000 people as marks: round ones are sick, square ones healthy, filled ones alarmed. Whoever is alarmed
 * stands at the left, so that the share of the sick among them is seen at once.
 */
import { html, svg } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {"tp" | "fp" | "fn" | "tn"} Kind
 */

/** @type {Kind[][]} Who is alarmed, and who is not. */
const GROUPS = [
  ["tp", "fp"],
  ["fn", "tn"],
];
/** @type {[Kind, string][]} */
const NAMES = [
  ["tp", "sick, alarm"],
  ["fp", "healthy, alarm"],
  ["fn", "sick, missed"],
  ["tn", "healthy"],
];
const TOP = 22;
const LARGEST_CELL = 14;
/** Columns left free between those who are alarmed and the others. */
const GAP = 1.5;
const FILL = 0.36;
/** Outlines, as a share of a cell: of the sick who are missed, and of all others. */
const [HEAVY, LIGHT] = [0.24, 0.1];

/** @param {Model} model @param {Room} room */
export function people({ result }, room) {
  const { per_thousand: counts } = result;
  const { cell, rows } = gridOf(counts, room);
  const starts = startsOf(counts, rows);
  const [alarmed = 0] = GROUPS.map((group) => sizeOf(counts, group));
  /** @type {Record<Kind, string>} */
  const paths = { tp: "", fp: "", fn: "", tn: "" };
  GROUPS.forEach((group, which) => {
    let place = 0;
    for (const kind of group)
      for (let person = 0; person < counts[kind]; person++, place++)
        paths[kind] += outline(kind, cell, {
          x: cell * ((starts[which] ?? 0) + Math.floor(place / rows) + 0.5),
          y: TOP + cell * ((place % rows) + 0.5),
        });
  });
  const words = `${alarmed} alarms, ${counts.tp} of them right; ${counts.fn} of the sick missed`;
  const right = cell * (starts[1] ?? 0);
  return svg`<svg class="plot tumor-people" viewBox="0 0 ${room.width} ${room.height}" role="img"
      aria-label="1,000 people: ${words}">
    <text x="2" y="15">${alarmed === 1 ? "1 alarm" : `${alarmed} alarms`}</text>
    <text x=${Math.max(right, 96)} y="15">${1000 - alarmed} without</text>
    ${NAMES.map(
      ([kind]) => svg`<path class="person ${kind}" d=${paths[kind]}
      stroke-width=${cell * (kind === "fn" ? HEAVY : LIGHT)}></path>`,
    )}</svg>`;
}

/** @param {Record<Kind, number>} counts @param {Kind[]} group */
function sizeOf(counts, group) {
  return group.reduce((sum, kind) => sum + counts[kind], 0);
}

/** Where each group begins, in columns. @param {Record<Kind, number>} counts @param {number} rows */
function startsOf(counts, rows) {
  const [alarmed = 0] = GROUPS.map((group) => Math.ceil(sizeOf(counts, group) / rows));
  return [0, alarmed ? alarmed + GAP : 0];
}

/**
 * The largest cells with which all have room.
 * @param {Record<Kind, number>} counts @param {Room} room
 */
function gridOf(counts, { width, height }) {
  for (let cell = LARGEST_CELL; cell > 2; cell -= 0.1) {
    const rows = Math.max(1, Math.floor((height - TOP) / cell));
    const columns = (startsOf(counts, rows)[1] ?? 0) + Math.ceil(sizeOf(counts, GROUPS[1] ?? []) / rows);
    if (columns * cell <= width) return { cell, rows };
  }
  return { cell: 2, rows: Math.max(1, Math.floor((height - TOP) / 2)) };
}

/** @param {Kind} kind @param {number} cell @param {{x: number, y: number}} at */
function outline(kind, cell, { x, y }) {
  const r = FILL * cell;
  const [left, top, size] = [(x - r).toFixed(1), (y - r).toFixed(1), (2 * r).toFixed(1)];
  if (kind === "fp" || kind === "tn") return `M${left},${top}h${size}v${size}h-${size}Z`;
  const half = r.toFixed(1);
  return `M${left},${y.toFixed(1)}a${half},${half},0,1,0,${size},0a${half},${half},0,1,0,-${size},0Z`;
}

/** @param {Model} model */
export function peopleLegend({ result }) {
  return html`<ul class="tumor-legend">${NAMES.map(
    ([kind, name]) => html`<li>${svg`<svg class="tumor-key" viewBox="0 0 16 16" aria-hidden="true">
      <path class="person ${kind}" d=${outline(kind, 17, { x: 8, y: 8 })}></path></svg>`}
      ${shown(result, `per_thousand.${kind}`, 0)} ${name}</li>`,
  )}</ul>`;
}
