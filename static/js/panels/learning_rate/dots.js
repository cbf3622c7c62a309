/** How each seed ended, rate by rate: a row of dots over the loss, and the share that solved it. */
import { scaleLog, svg } from "../../../vendor/vendor.js";
import { fitting } from "../../lib/dots.js";
import { fixed } from "../../lib/format.js";
import { lettersOf, ticksThatFit, tickText } from "../../lib/ticks.js";
import { letterOf } from "./rates.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/fit.js").Room} Room
 */

const EDGE = { left: 30, right: 12, top: 24, bottom: 26 };
const [WORDS, LETTER, TICKS] = [100, 9, 4];
/** Between a row of dots and the line over it. */
const GAP = 8;
/** What two lines of text take. */
const TWO_LINES = 40;
const [LEAST, MOST_SHOWN] = [1e-5, 1e3];

/** @param {Shown} model @param {Room} room */
export function seedRows({ result }, { width, height }) {
  const losses = result.runs.flatMap(({ seeds }) => seeds.map(({ final_loss: loss }) => loss ?? MOST_SHOWN));
  const low = Math.max(LEAST, Math.min(...losses)) / 1.3;
  const high = Math.min(MOST_SHOWN, Math.max(...losses)) * 1.3;
  const x = /** @type {import("../../charts/plot.js").Axis} */ (
    scaleLog()
      .domain([low, Math.max(high, 10 * low)])
      .range([EDGE.left + 6, width - EDGE.right - WORDS])
  );
  const row = (height - EDGE.top - EDGE.bottom) / result.runs.length;
  const ticks = ticksThatFit(x, TICKS, (text) => (lettersOf(text) + 1) * LETTER);
  return svg`<svg class="plot seed-rows" viewBox="0 0 ${width} ${height}" role="img"
      aria-label=${result.runs.map(told).join("; ")}>
    <g class="axes" aria-hidden="true">${ticks.map(
      (tick) => svg`<line class="grid" x1=${x(tick)} x2=${x(tick)} y1=${EDGE.top} y2=${height - EDGE.bottom}>
        </line><text class="tick" x=${x(tick)} y=${height - 6} text-anchor="middle">${tickText(
          x,
          tick,
        )}</text>`,
    )}<text class="plot-title" x=${EDGE.left} y="15">final loss of each seed</text></g>
    ${result.runs.map((run, index) => rowOf(run, index, { x, top: EDGE.top + index * row, row, width }))}
  </svg>`;
}

/** @param {Api.RateRun} run @param {number} index */
function told({ seeds, interval }, index) {
  const solved = seeds.filter((seed) => seed.solved).length;
  const ends = interval.map((end) => fixed(100 * end, 0)).join(" to ");
  return `${letterOf(index)}: ${solved} of ${seeds.length} seeds solve it, ${ends} %`;
}

/**
 * @param {Api.RateRun} run @param {number} index
 * @param {{x: import("../../charts/plot.js").Axis, top: number, row: number, width: number}} at
 */
function rowOf(run, index, { x, top, row, width }) {
  const [low = LEAST, high = MOST_SHOWN] = x.domain();
  const places = run.seeds.map(({ final_loss: loss }) => x(Math.min(high, Math.max(low, loss ?? high))));
  const { radius, heights: needed } = fitting(places, row - GAP);
  // So many in one place that the smallest dots would be too high: they are drawn over each other
  const squeeze = Math.min(1, (row - GAP - radius) / Math.max(...needed));
  const heights = needed.map((height) => radius + squeeze * (height - radius));
  const solved = run.seeds.filter((seed) => seed.solved).length;
  const ends = run.interval.map((end) => fixed(100 * end, 0)).join("–");
  const isLow = row < TWO_LINES;
  return svg`<g><text x="4" y=${top + row / 2} dy="0.34em">${letterOf(index)}</text>
    <line class="grid zero" x1=${x(low)} x2=${x(high)} y1=${top + row} y2=${top + row}></line>
    ${run.seeds.map((seed, place) => {
      const [cx, cy, r] = [places[place], top + row - (heights[place] ?? 0), radius - 0.6];
      const loss = seed.final_loss === null ? "diverged" : `loss ${fixed(seed.final_loss, 4)}`;
      const words = svg`<title>seed ${seed.seed}: ${seed.verdict}, ${loss}</title>`;
      return seed.solved
        ? svg`<circle class="seed-solved" cx=${cx} cy=${cy} r=${r}>${words}</circle>`
        : svg`<path class="seed-failed" d="M${cx - r},${cy}L${cx},${cy - r}L${cx + r},${cy}L${cx},${cy + r}Z">
          ${words}</path>`;
    })}
    <text x=${width - WORDS} y=${top + row / 2} dy=${isLow ? "0.34em" : "-0.2em"}>${solved} of
      ${run.seeds.length}</text>
    ${isLow ? "" : svg`<text x=${width - WORDS} y=${top + row / 2} dy="0.95em">${ends} %</text>`}</g>`;
}
