/** Epochs in a row, some of them left out. */

/**
 * The index of the latest epoch up to a moment; the first where all are later.
 * @param {number[]} epochs  rising @param {number} epoch
 */
export function indexOfEpoch(epochs, epoch) {
  let [low, high] = [0, epochs.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (/** @type {number} */ (epochs[middle]) <= epoch) low = middle;
    else high = middle - 1;
  }
  return low;
}
