/** What a chart of a run has to say, apart from its drawing: its lines, its heights, its numbers in words. */
import { indexOfEpoch } from "./epochs.js";
import { fixed } from "./format.js";

/**
 * @typedef {"circle" | "hollow circle" | "square" | "hollow square"} Mark
 * @typedef {{name: string, epochs: number[], values: (number | null)[], kind: string, isRead?: boolean,
 *   label?: string, mark?: Mark}} Line
 *   isRead: whether its numbers are read off in words, and it grows with time
 *   label: what stands at its end where there is room; mark: what tells it from the others
 * @typedef {{title: string, unit: string, lines: Line[], at: number, decimals: number, isLog?: boolean,
 *   bounds?: [number, number], seen?: number, isLarge?: boolean}} CurveData
 *   seen: up to where the lines that grow have been seen; nothing of them is drawn beyond
 */

const MOST_POINTS = 400;
const HIGHEST = 4;

/** The last epoch that any line knows. @param {CurveData} data */
export function lastEpoch({ lines }) {
  return Math.max(0, ...lines.map(({ epochs }) => epochs.at(-1) ?? 0));
}

/**
 * The heights that the chart shows: all values, but none far above where the lines began.
 * @param {CurveData} data @returns {[number, number]}
 */
export function boundsOf({ lines, isLog = false }) {
  const values = lines.flatMap(
    (line) => /** @type {number[]} */ (line.values.filter((each) => each !== null)),
  );
  const starts = lines.map((line) => line.values.find((value) => value !== null) ?? 0);
  const top = Math.min(Math.max(...values, 1e-12), HIGHEST * Math.max(...starts, 1e-12));
  if (!isLog) return [0, top * 1.06];
  const least = Math.min(...values.filter((value) => value > 0), top);
  return [Math.max(least, top * 1e-9) / 1.4, top * 1.4];
}

/**
 * A line up to an epoch.
 * @param {Line} line @param {number} epoch @returns {Line}
 */
export function upTo(line, epoch) {
  if (epoch >= (line.epochs.at(-1) ?? 0)) return line;
  const count = indexOfEpoch(line.epochs, epoch) + 1;
  return { ...line, epochs: line.epochs.slice(0, count), values: line.values.slice(0, count) };
}

/**
 * Heights of labels so that none lies on another: each as near to where it wants to be as the others let it,
 * in the order in which they want to be.
 * @param {number[]} wanted @param {number} gap @param {[number, number]} ends @returns {number[]}
 */
export function apart(wanted, gap, [low, high]) {
  const order = wanted.map((_, index) => index).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const placed = [...wanted];
  let least = low;
  for (const index of order) {
    placed[index] = Math.max(least, placed[index] ?? 0);
    least = /** @type {number} */ (placed[index]) + gap;
  }
  let most = high;
  for (const index of order.reverse()) {
    placed[index] = Math.min(most, placed[index] ?? 0);
    most = /** @type {number} */ (placed[index]) - gap;
  }
  return placed;
}

/** What the lines say at an epoch. @param {CurveData} data @param {number} epoch */
export function readOff({ lines, decimals, unit }, epoch) {
  return lines
    .filter((line) => line.isRead)
    .map((line) => {
      const value = valueAt(line, epoch);
      return `${line.name} ${value === null ? "–" : fixed(value, decimals)}${value === null ? "" : unit}`;
    })
    .join(" · ");
}

/**
 * A line's value at the latest epoch it knows up to this one, or at its first; null where it has none.
 * @param {Line} line @param {number} epoch
 */
export function valueAt({ epochs, values }, epoch) {
  return values[indexOfEpoch(epochs, epoch)] ?? null;
}

/**
 * Fewer points of a line: of each part its lowest and its highest, so no peak is lost.
 * @param {(number | null)[]} values @param {number} [most] @returns {number[]} indices
 */
export function thinned(values, most = MOST_POINTS) {
  if (values.length <= most) return values.map((_, index) => index);
  const width = Math.ceil((2 * values.length) / most);
  const indices = new Set([0, values.length - 1]);
  for (let start = 0; start < values.length; start += width) {
    let [low, high] = [start, start];
    for (let index = start; index < Math.min(values.length, start + width); index++) {
      const value = values[index] ?? null;
      if (value === null) indices.add(index);
      else {
        if (value < (values[low] ?? Number.POSITIVE_INFINITY)) low = index;
        if (value > (values[high] ?? Number.NEGATIVE_INFINITY)) high = index;
      }
    }
    indices.add(low).add(high);
  }
  return [...indices].sort((one, other) => one - other);
}
