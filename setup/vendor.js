/**
 * What the pages use of Lit and D3, bundled at set-up into the one module static/vendor/vendor.js.
 * Only what is named here reaches the browser. The type checker reads this text as vendor.d.ts.
 */

export { bin, bisector, extent, max, mean, min, quantile, range, sum, ticks } from "d3-array";
export { contours } from "d3-contour";
export {
  interpolateNumber,
  interpolateRgb,
  interpolateRgbBasis,
  piecewise,
} from "d3-interpolate";
export { path } from "d3-path";
export {
  scaleBand,
  scaleDiverging,
  scaleLinear,
  scaleLog,
  scaleOrdinal,
  scalePoint,
  scaleSequential,
  scaleSqrt,
  scaleSymlog,
} from "d3-scale";
export {
  arc,
  area,
  curveBasis,
  curveLinear,
  curveLinearClosed,
  curveMonotoneX,
  curveStep,
  curveStepAfter,
  line,
  link,
  linkHorizontal,
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolTriangle,
} from "d3-shape";
export { html, LitElement, mathml, noChange, nothing, ReactiveElement, render, svg } from "lit";
export { cache } from "lit/directives/cache.js";
export { classMap } from "lit/directives/class-map.js";
export { guard } from "lit/directives/guard.js";
export { ifDefined } from "lit/directives/if-defined.js";
export { keyed } from "lit/directives/keyed.js";
export { live } from "lit/directives/live.js";
export { createRef, ref } from "lit/directives/ref.js";
export { repeat } from "lit/directives/repeat.js";
export { styleMap } from "lit/directives/style-map.js";
