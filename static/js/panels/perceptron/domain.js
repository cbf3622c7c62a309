/** Which part of the plane is shown: near for the corners of a gate, wide for points of one's own. */

/** @typedef {[number, number]} Ends */

/** Points placed by hand have one scale on both axes, up to so many times what is usual. */
const WIDEST = 4;
/** Columns of a table have one scale where the range of one is at most so many times that of the other. */
const ALIKE = 4;
const MARGIN = 0.1;

/**
 * The ends of both axes.
 * @param {Pick<Api.PerceptronResult, "examples">} result
 * @param {Pick<Api.PerceptronRequest, "examples" | "table" | "input_names">} request
 * @param {number} farthest  what is shown unless a point lies beyond
 * @returns {[Ends, Ends]}
 */
export function ends({ examples }, { examples: own, table, input_names: names }, farthest) {
  const isOwn = own !== null || table !== null;
  if (!isOwn) return corners();
  const far = Math.max(farthest, ...examples.flatMap(({ x }) => x.map((each) => 1.1 * Math.abs(each))));
  const isPlaced = table === null && names === null && far <= WIDEST * farthest;
  return isPlaced
    ? [
        [-far, far],
        [-far, far],
      ]
    : alike([around(examples, 0), around(examples, 1)]);
}

/** Around the corners of a gate. @returns {[Ends, Ends]} */
export function corners() {
  return [
    [-0.75, 1.75],
    [-0.75, 1.75],
  ];
}

/**
 * The range of an input, with a margin.
 * @param {Api.Point[]} examples @param {number} axis @returns {Ends}
 */
function around(examples, axis) {
  const values = examples.map(({ x }) => x[axis] ?? 0);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = MARGIN * (high - low) || Math.max(0.5, MARGIN * Math.abs(high));
  return [low - margin, high + margin];
}

/**
 * One scale where that is easy, so that what is at right angles looks it.
 * @param {[Ends, Ends]} axes @returns {[Ends, Ends]}
 */
function alike([x, y]) {
  const spans = [x, y].map(([low, high]) => high - low);
  const wide = Math.max(...spans);
  if (wide > ALIKE * Math.min(...spans)) return [x, y];
  const widened = (/** @type {Ends} */ [low, high]) =>
    /** @type {Ends} */ ([(low + high - wide) / 2, (low + high + wide) / 2]);
  return [widened(x), widened(y)];
}
