/**
 * What a page brings of the activation functions (panel_kit/specs/activations.py): by name, what each is
 * called, its slope as a formula, and the ends of its range.
 * @typedef {[number | null, number | null]} Range  null where it has no end
 * @typedef {{label: string, words: string, symbol: string, slope: string, range: Range}} Activation
 * @typedef {Record<string, Activation>} Activations
 */

/**
 * The ends of an activation's range, or of none.
 * @param {Activations} activations @param {string | undefined} name @returns {Range}
 */
export function rangeOf(activations, name) {
  return activations[name ?? ""]?.range ?? [null, null];
}

/**
 * What a map of a unit turns around, and how far it goes: its range where that has two ends.
 * @param {Range} range @param {number} largest  distance from the middle
 */
export function middleAndReach([low, high], largest) {
  if (low === null || high === null) return { middle: 0, reach: largest };
  return { middle: (low + high) / 2, reach: (high - low) / 2 };
}
