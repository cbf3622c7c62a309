/** The first seed's network with the schedule and with the constant rate, at an epoch: what each answers. */
import { svg } from "../../../vendor/vendor.js";
import { levelLines } from "../../charts/heatmap.js";
import { example, planeScales } from "../../charts/plane.js";
import { curve, plot, scales } from "../../charts/plot.js";
import { ask, Latest } from "../../lib/api.js";
import { fieldOf } from "../../run/maps.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("../../charts/heatmap.js").Field} Field
 * @typedef {import("../../charts/fit.js").Room} Room
 * @typedef {{drawing: Api.ScheduleDrawing, place: number, fields: Field[]}} Answers
 */

const RESOLUTION = { line: 64, plane: 40 };

/** Asks for the answers of both networks at a place in time; the newest place is asked for next. */
export class Answering {
  /** @param {() => void} changed */
  constructor(changed) {
    /** @type {Answers | null} */
    this.answers = null;
    /** @type {unknown[]} Both networks, and where in time they are wanted. */
    this.wanted = [];
    this.asking = new Latest(
      (/** @type {Shown} */ model) => answersOf(model),
      (answers) => {
        this.answers = answers;
        changed();
      },
      () => {},
    );
  }

  /** @param {Shown} model */
  want(model) {
    const wanted = [model.result.drawing, model.result.constant, model.place];
    if (wanted.every((each, index) => each === this.wanted[index])) return;
    this.wanted = wanted;
    this.asking.ask(model);
  }
}

/** @param {Shown} model @returns {Promise<Answers>} */
async function answersOf({ result, place }) {
  const { data, drawing, constant } = result;
  const both = [drawing.parameters[place] ?? [], constant.parameters[place] ?? []];
  const known = both.filter((theta) => theta.every((value) => value !== null));
  if (!known.length) return { drawing, place, fields: [] };
  const isPlane = drawing.layers[0] === 2;
  const axes = isPlane ? data.low.map((low, axis) => [low, data.high[axis]]) : [[data.low[0], data.high[0]]];
  const grid = { axes, resolution: isPlane ? RESOLUTION.plane : RESOLUTION.line, bits: 16, margins: isPlane };
  const network = { layers: drawing.layers, activations: drawing.activations };
  /** @type {Api.PredictResult} */
  const { members } = await ask("predict", { network, parameters: known, grid });
  const fields = (members ?? []).map(({ grid: told }) => {
    const answered = /** @type {Api.GridResult} */ (told);
    return fieldOf(answered, /** @type {Api.Map} */ ((answered.margins ?? answered.outputs)[0]));
  });
  return { drawing, place, fields };
}

/** @param {Shown} model @param {Answers | null} answers @param {Room} room */
export function network(model, answers, room) {
  const { data } = model.result;
  const inputs = data.inputs[0]?.length;
  const fields = answers?.drawing.layers[0] === inputs ? answers.fields : [];
  const label = `The network at epoch ${model.drawnEpoch}: with the schedule, and with the constant rate`;
  return inputs === 2 ? boundaries(data, fields, label, room) : fits(data, fields, label, room);
}

/** @param {Api.ScheduleData} data @param {Field[]} fields @param {string} label @param {Room} room */
function fits({ inputs, targets, low, high }, fields, label, room) {
  const [[left = 0, bottom = 0], [right = 1, top = 1]] = [low, high];
  const axes = scales({ x: [left, right], y: [bottom, top], ...room });
  const held = (/** @type {number} */ value) => Math.min(top, Math.max(bottom, value));
  const lines = fields.map(({ values, resolution }, index) => {
    const [from = 0, to = 1] = axes.x.domain();
    const xs = values.map((_, place) => from + ((to - from) * place) / (resolution - 1));
    return curve(axes, xs, values.map(held), index ? "other" : "");
  });
  const dots = inputs.map(
    (
      [x = 0],
      row,
    ) => svg`<circle class="schedule-example" cx=${axes.x(x)} cy=${axes.y(held(targets[row] ?? 0))}
      r="3.5"></circle>`,
  );
  return plot(axes, { label, xName: "x", kind: "curve-plot", yTicks: 4 }, [dots, lines]);
}

/** @param {Api.ScheduleData} data @param {Field[]} fields @param {string} label @param {Room} room */
function boundaries({ inputs, targets, low, high }, fields, label, room) {
  const ends = [0, 1].map((axis) => /** @type {[number, number]} */ ([low[axis] ?? 0, high[axis] ?? 1]));
  const [across = [0, 1], up = [0, 1]] = ends;
  const axes = planeScales(across, up, room);
  const lines = fields.map((field, index) =>
    levelLines(field, 0).map((line) =>
      curve(
        axes,
        line.map(([x = 0]) => x),
        line.map(([, y = 0]) => y),
        index ? "other" : "",
      ),
    ),
  );
  const points = inputs.map((x, row) => example(axes, { x, y: targets[row] ?? 0, isSmall: true }));
  return plot(axes, { label, xName: "x₁", yName: "x₂", kind: "plane curve-plot" }, [points, lines]);
}
