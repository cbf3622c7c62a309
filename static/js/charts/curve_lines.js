/**
 * The lines in a chart over time: what is past of them, what is ahead and known, the marks that tell one from
 * another without color, and their names where they end.
 */
import { svg } from "../../vendor/vendor.js";
import { apart, thinned, upTo, valueAt } from "../lib/curve_data.js";
import { curve } from "./plot.js";

/** @typedef {import("../lib/curve_data.js").CurveData} CurveData */
/** @typedef {import("../lib/curve_data.js").Line} Line */
/** @typedef {import("./plot.js").Scales} Scales */

/** Marks along a line that does not grow, the last at its end. */
const MARKS = [0.25, 0.5, 0.75, 1];
/** A name at the end of a line: its letters, the gap to the line, a line of text. */
const NAME = { letter: 8.4, gap: 11, line: 20, most: 24 };
/** Of a chart's width, the names take no more. */
const MOST = 0.3;

/** The room at the right that the names take. @param {CurveData} data @param {number} width */
export function roomForNames({ lines, isLarge = false }, width) {
  const longest = Math.max(0, ...lines.map(({ label = "" }) => cut(label).length));
  const room = NAME.letter * longest;
  return isLarge && longest && room < MOST * width ? room : 0;
}

/**
 * All lines. Those that grow are drawn up to the present epoch, and faintly on as far as they have been seen.
 * @param {Scales} axes @param {CurveData} data @param {[number, number]} bounds
 */
export function curveLines(axes, { lines, at, seen = Number.POSITIVE_INFINITY, isLog }, [bottom]) {
  const [width, height] = [axes.right - axes.left + 4, axes.bottom - axes.top + 8];
  const draw = (/** @type {Line} */ line, /** @type {string} */ kind) =>
    drawn(axes, line, `${line.kind} ${kind}`, isLog ? bottom : null);
  return svg`<svg x=${axes.left} y=${axes.top - 4} width=${width} height=${height}
    viewBox="${axes.left} ${axes.top - 4} ${width} ${height}">
    ${lines.map((line) => {
      if (!line.isRead) return draw(line, "");
      return [seen > at ? draw(upTo(line, seen), "ahead") : "", draw(upTo(line, at), "")];
    })}</svg>`;
}

/** @param {Scales} axes @param {Line} line @param {string} kind @param {number | null} floor */
function drawn(axes, { epochs, values }, kind, floor) {
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
 * @param {Scales} axes @param {CurveData} data @param {Line} line @param {number} top
 */
export function leaving(axes, { at, seen = Number.POSITIVE_INFINITY }, line, top) {
  const { epochs, values, name } = line.isRead ? upTo(line, Math.max(at, seen)) : line;
  const index = values.findIndex((value) => value === null || value > top);
  if (index <= 0) return "";
  const x = axes.x(epochs[index]);
  return svg`<g class="leaving"><title>${name} leaves the chart at epoch ${epochs[index]}</title>
    <path d="M${x - 7},${axes.top + 9}L${x},${axes.top - 5}L${x + 7},${axes.top + 9}Z"></path></g>`;
}

/**
 * Where a line is now, as a mark; a line that does not grow has several.
 * @param {Scales} axes @param {Line} line @param {number} at @param {[number, number]} bounds
 */
export function marks(axes, line, at, [bottom, top]) {
  if (!line.isRead && !line.mark) return "";
  const last = line.epochs.at(-1) ?? 0;
  const epochs = line.isRead ? [at] : MARKS.map((share) => share * last);
  return epochs.map((epoch) => {
    const value = valueAt(line, epoch);
    if (value === null || value > top) return "";
    return mark(axes.x(epoch), axes.y(Math.max(value, bottom)), line);
  });
}

/** @param {number} x @param {number} y @param {Pick<Line, "kind" | "mark">} line */
export function mark(x, y, { kind, mark: shape = "circle" }) {
  const name = `point ${kind} ${shape.startsWith("hollow") ? "hollow" : ""}`;
  if (shape.endsWith("square"))
    return svg`<rect class=${name} x=${x - 4.5} y=${y - 4.5} width="9" height="9"></rect>`;
  return svg`<circle class=${name} cx=${x} cy=${y} r="5.5"></circle>`;
}

/**
 * The names of the lines, each where it ends, none over another.
 * @param {Scales} axes @param {CurveData} data @param {[number, number]} bounds
 */
export function names(axes, data, [bottom, top]) {
  if (!roomForNames(data, axes.width)) return "";
  const ends = data.lines.flatMap((line) => {
    const epoch = line.isRead ? data.at : (line.epochs.at(-1) ?? 0);
    const value = valueAt(line, epoch);
    if (!line.label || value === null) return [];
    const height = axes.y(Math.min(top, Math.max(bottom, value)));
    return [{ words: cut(line.label), kind: line.kind, x: axes.x(epoch), y: height }];
  });
  const heights = apart(
    ends.map(({ y }) => y),
    NAME.line,
    [axes.top, axes.bottom - 4],
  );
  return ends.map(
    ({ words, kind, x }, index) => svg`<text class="curve-name ${kind}" x=${x + NAME.gap}
      y=${heights[index]} dy="0.34em">${words}</text>`,
  );
}

/** @param {string} label */
function cut(label) {
  return label.length > NAME.most ? `${label.slice(0, NAME.most - 1)}…` : label;
}
