/** The numbers along an axis: as many as have room, and as short as they are exact. */
import { fixed, inPowers } from "./format.js";

/** Below this a tick is written with its power of ten. */
const SMALL = 0.001;
/** Letters of a tick on a logarithmic axis. */
const LONG = 4;
/** So many powers of ten along an axis need nothing between them. */
const ENOUGH = 3;
/** A raised digit is so much of a letter narrower. */
const NARROWER = 0.25;

/**
 * @typedef {((value: number) => number) & {ticks: (count?: number) => number[], base?: () => number}} Scale
 *   a scale of D3's
 */

/**
 * As many ticks, up to a count, as have room for their numbers.
 * @param {Scale} scale @param {number} count @param {(text: string) => number} lengthOf
 */
export function ticksThatFit(scale, count, lengthOf) {
  if (scale.base) return powersThatFit(scale, lengthOf);
  for (let most = count; most > 1; most -= 1) {
    const ticks = scale.ticks(most);
    const [one = 0, two = one] = ticks;
    const longest = Math.max(...ticks.map((tick) => lengthOf(short(tick))));
    if (ticks.length < 2 || Math.abs(scale(two) - scale(one)) >= longest) return ticks;
  }
  return scale.ticks(1);
}

/**
 * What may be a tick of a logarithmic scale: where there are powers enough, they alone.
 * @param {Scale} scale
 */
export function candidates(scale) {
  const all = scale.ticks();
  const powers = all.filter((tick) => roundness(tick) === 0);
  return powers.length >= ENOUGH ? powers : all;
}

/**
 * Of a logarithmic scale: powers of ten first, then 2 and 5, then what still has room beside them.
 * @param {Scale} scale @param {(text: string) => number} lengthOf
 */
function powersThatFit(scale, lengthOf) {
  const all = candidates(scale).map((tick) => ({
    tick,
    at: scale(tick),
    length: lengthOf(tickText(scale, tick)),
    rank: roundness(tick),
  }));
  /** @type {typeof all} */
  const kept = [];
  for (const each of all.sort((one, other) => one.rank - other.rank)) {
    const fits = kept.every(({ at, length }) => Math.abs(each.at - at) >= Math.max(each.length, length));
    if (fits) kept.push(each);
  }
  return kept.map(({ tick }) => tick).sort((one, other) => one - other);
}

/** 0 for a power of ten, 1 for twice or five times one, 2 for others. @param {number} value */
function roundness(value) {
  const digits = Number(value.toExponential(2).split("e")[0]);
  return digits === 1 ? 0 : digits === 2 || digits === 5 ? 1 : 2;
}

/**
 * A tick's number; on a logarithmic axis a long one is written with its power of ten.
 * @param {Scale} scale @param {number} value
 */
export function tickText(scale, value) {
  const text = short(value);
  return scale.base && text.length > LONG ? withPower(value) : text;
}

/** 10⁻⁴, and 2.5·10⁻⁴ where it is no power itself. @param {number} value */
function withPower(value) {
  const exact = Number(value.toPrecision(3));
  return inPowers(exact).replace(/^(−?)1·/, "$1");
}

/** How many letters a tick is long; those set high are narrow. @param {string} text */
export function lettersOf(text) {
  const raised = text.match(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g)?.length ?? 0;
  return text.length - raised * NARROWER;
}

/** A number as short as it is exact. @param {number} value */
export function short(value) {
  if (value !== 0 && Math.abs(value) < SMALL) return withPower(value);
  const text = fixed(value, 3);
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

/** A letter of a title over a graph is no wider. */
const TITLE_LETTER = 11;

/**
 * The first of some titles that has room; the last where none has.
 * @param {number} width @param {string[]} titles
 */
export function titleThatFits(width, ...titles) {
  return titles.find((title) => title.length * TITLE_LETTER <= width) ?? titles.at(-1) ?? "";
}
