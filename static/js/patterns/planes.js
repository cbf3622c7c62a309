/** The plane of two inputs in its states. Pure functions. */
import { svg } from "../../vendor/vendor.js";
import { lineThrough } from "../charts/guess.js";
import { landscape, way } from "../charts/landscape.js";
import { arrow, bands, example, halves, plane, planeScales, wedge } from "../charts/plane.js";
import { relief } from "../charts/side_view.js";
import { sideView } from "../lib/side_view.js";

/** @typedef {import("./pictures.js").Page} Page */

const NEAR = /** @type {[number, number]} */ ([-0.75, 1.75]);
const FAR = /** @type {[number, number]} */ ([-2.5, 2.5]);

const STYLES = ["racer-sgd", "racer-momentum"];
const FROM = { turn: 30, tilt: 40 };
const SIZE = { width: 340, height: 320 };

/** @param {Page} page */
export function planes(page) {
  return { ...examplesAndLines(page), ...valuesOverThePlane(page) };
}

/** @param {Page} page */
function examplesAndLines(page) {
  const { and, xor } = page.results;
  const near = planeScales(NEAR, NEAR, SIZE, page.isClose);
  const wide = planeScales(FAR, FAR, SIZE, page.isClose);
  const [before, now] = and.result.updates.filter((each) => each.error).slice(-2);
  const { weights, biases } = xor.result.solver.network;
  const drag = (/** @type {number} */ x, /** @type {number} */ y) => page.change({ dragged: [x, y] });
  const states = [{ isMistake: true }, {}, { isLit: true }, {}];
  return {
    plane: plane(near, { label: "Five examples" }, [
      and.result.examples.map((each, i) => example(near, { ...each, ...states[i] })),
      example(near, { x: page.dragged, y: 1, name: "drag it", onMove: drag }),
    ]),
    "plane-halves": plane(
      wide,
      { label: "Where w·x + b is above 0, and below" },
      [
        arrow(wide, [0, 0], before.weights, "before"),
        arrow(wide, before.weights, now.weights, "change"),
        arrow(wide, [0, 0], now.weights),
      ],
      halves(wide, now.weights, now.bias),
    ),
    "plane-guess": plane(
      wide,
      { label: "A line that was drawn, over the one of a neuron" },
      lineThrough(wide, [
        [-1, 0.5],
        [1, -1],
      ]),
      halves(wide, now.weights, now.bias),
    ),
    "plane-wedge": plane(
      near,
      { label: "Between two lines" },
      xor.result.examples.map((each) => example(near, each)),
      wedge(near, [
        { w: weights[0][0], b: biases[0][0] },
        { w: weights[0][1], b: biases[0][1] },
      ]),
    ),
  };
}

/** @param {Page} page */
function valuesOverThePlane(page) {
  const { collapse, descent } = page.results;
  const { contour, sentence, paths } = descent.result;
  const far = planeScales(ends(contour.x), ends(contour.y), SIZE, page.isClose);
  const { low, high } = collapse.result.grid;
  const whole = planeScales([low, high], [low, high], SIZE, page.isClose);
  return {
    "side-view": fromTheSide(contour),
    landscape: landscape(
      far,
      contour,
      plane(
        far,
        { label: sentence, xName: "x", yName: "y" },
        paths.map((each, i) => way(far, each.points, STYLES[i] ?? "")),
      ),
    ),
    "plane-bands": plane(
      whole,
      { label: collapse.result.sentence },
      "",
      bands(whole, collapse.result.grid, 0),
    ),
  };
}

/** @param {number[]} places @returns {[number, number]} */
function ends(places) {
  return [/** @type {number} */ (places[0]), /** @type {number} */ (places.at(-1))];
}

/** @param {Api.Contour} contour */
function fromTheSide(contour) {
  const view = sideView(contour, FROM, SIZE);
  const [x, y] = view.place(0, 0, 0);
  const drawing = svg`<svg class="plot" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img"
    aria-label="A bowl as a relief, its lowest point marked"><circle class="point" cx=${x} cy=${y}
      r="6"></circle></svg>`;
  return relief(view, contour, FROM, drawing);
}
