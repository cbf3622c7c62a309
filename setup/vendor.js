/**
 * What the pages use of Lit and D3, bundled at set-up into the one module static/vendor/vendor.js.
 * Only what is named here reaches the browser. The type checker reads this text as vendor.d.ts.
 */

export { bin } from "d3-array";
export { contours } from "d3-contour";
export { scaleLinear, scaleLog } from "d3-scale";
export { area, curveLinear, curveStep, line, linkHorizontal } from "d3-shape";
export { html, LitElement, mathml, nothing, ReactiveElement, render, svg } from "lit";
export { keyed } from "lit/directives/keyed.js";
export { live } from "lit/directives/live.js";
