/**
 * The pictures of one place in a run: the plane with its boundary and examples (a line's fit for one input),
 * and the network whose units hold their maps. Pure functions of a scene.
 */
import { html, svg } from "../../vendor/vendor.js";
import "../charts/canvas.js";
import { crossings, numberAt, paintHeat, ramp } from "../charts/heatmap.js";
import { mapNetwork } from "../charts/map_network.js";
import { curve, plot, scales } from "../charts/plot.js";
import { subscript, unitName } from "../lib/format.js";
import { key, mark } from "./marks.js";
import { gridOf } from "./stage.js";

/** @typedef {import("./stage.js").Scene} Scene */
/** @typedef {import("./stage.js").Heat} Heat */
/** @typedef {import("../charts/plot.js").Scales} Scales */

const SIDE = 400;
const MIDDLE = /** @type {Record<string, number>} */ ({ sigmoid: 0.5 });

/**
 * What fills the left half: the plane, a fitted curve, or answers against targets.
 * @param {Scene} scene
 * @param {{unit: [number, number] | null, isClose: boolean, onPlace: ((x: number, y: number) => void) | null}} options
 */
export function mainPicture(scene, options) {
  const { data } = scene.run.result;
  const inputs = data.inputs[0].length;
  if (inputs === 1) return fit(scene, options);
  return inputs === 2 ? plane(scene, options) : answers(scene, options);
}

/** Colors of a unit's map: from its own middle, as far as its values go. @param {string} activation @param {Heat} heat */
function shape(activation, heat) {
  const middle = MIDDLE[activation] ?? 0;
  const reach = Math.max(Math.abs(heat.top - middle), Math.abs(heat.bottom - middle), 1e-9);
  return { middle, reach: activation === "sigmoid" ? 0.5 : activation === "tanh" ? 1 : reach };
}

/** @param {Scene} scene @param {any} options */
function plane(scene, { unit, isClose, onPlace }) {
  const { result } = scene.run;
  const { low, high } = gridOf(result.data);
  const room = scales({ x: [low, high], y: [low, high], width: SIDE + 12, height: SIDE }, isClose);
  const { layers, activations } = result.settings;
  const outputs = layers.at(-1);
  const shown = unit && unit[0] > 0 ? unit : null;
  const heats = shown ? [scene.frame?.heats[shown[0] - 1]?.[shown[1]]] : (scene.frame?.heats.at(-1) ?? []);
  const isClasses = !shown && outputs > 1 && activations.at(-1) === "softmax";
  const heat = /** @type {Heat | undefined} */ (heats[0]);
  const activation = activations[(shown ? shown[0] : layers.length - 1) - 1];
  const box = { x: room.left, y: room.top, width: room.right - room.left, height: room.bottom - room.top };
  const paint = (/** @type {CanvasRenderingContext2D} */ context, /** @type {any} */ colors) => {
    if (!heat) return;
    if (isClasses) paintClasses(context, /** @type {Heat[]} */ (heats), box, colors);
    else {
      const { middle, reach } = shape(activation, heat);
      paintHeat(context, heat, box, ramp(heat, middle, reach, colors));
    }
  };
  const lines = heat
    ? isClasses
      ? classLines(/** @type {Heat[]} */ (heats))
      : crossings(heat, MIDDLE[activation] ?? 0)
    : [];
  const name = shown ? unitName(layers, shown[0], shown[1]) : "the network";
  const place = onPlace && ((/** @type {PointerEvent} */ event) => placed(event, room, onPlace));
  return html`<div class="layered">
    <nudge-canvas .box=${[room.width, room.height]} .draw=${paint}></nudge-canvas>
    ${plot(
      room,
      {
        label: `What ${name} answers over the plane, and ${result.data.inputs.length} examples`,
        xName: axisName(result.data.input_names[0]),
        yName: axisName(result.data.input_names[1]),
        kind: `plane training-plane ${onPlace ? "placing" : ""}`,
        listeners: { pointerdown: place },
      },
      [lines.map((line) => boundary(room, line)), examples(room, scene)],
    )}</div>${shown ? html`<p class="plane-legend">the map of ${name}; the line is where it is ${MIDDLE[activation] ?? 0}</p>` : legend(result.data)}`;
}

/** A column's name, numbers set low where it is only a letter and a number. @param {string} name */
export function axisName(name) {
  return name.replace(/^([a-z])(\d+)$/, (_, letter, digits) => letter + subscript(Number(digits)));
}

/** What the shapes mean. @param {any} data */
function legend({ class_names: names, split }) {
  return html`<p class="plane-legend">${names.map((/** @type {string} */ name, /** @type {number} */ kind) => html`<span>${key(kind)} ${name}</span>`)}
    ${split.includes("validation") ? html`<span>hollow: held out</span>` : ""}<span>ring: decided wrong</span></p>`;
}

/** @param {PointerEvent} event @param {Scales} room @param {(x: number, y: number) => void} onPlace */
function placed(event, room, onPlace) {
  const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
  const matrix = /** @type {DOMMatrix} */ (picture.getScreenCTM()).inverse();
  const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  onPlace(room.x.invert(at.x), room.y.invert(at.y));
}

/** @param {Scales} room @param {number[][]} line */
function boundary({ x, y }, line) {
  const path = line.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join("L");
  return svg`<path class="boundary" d="M${path}"></path>`;
}

/** The examples as points: shape and color by class, held-out ones hollow, mistakes ringed. @param {Scales} room @param {Scene} scene */
function examples({ x, y }, { run, frame }) {
  const { inputs, split } = run.result.data;
  const classes = classesOf(run.result.data);
  const isSmall = inputs.length > 250;
  return inputs.map((/** @type {number[]} */ place, /** @type {number} */ row) =>
    mark({
      x: x(place[0]),
      y: y(place[1]),
      kind: classes[row] ?? 0,
      isHeldOut: split[row] === "validation",
      isMistake: frame?.decisions ? frame.decisions[row] !== classes[row] : false,
      size: isSmall ? 3.6 : 5,
    }),
  );
}

/** The class of each example, as decisions name them. @param {any} data @returns {number[]} */
export function classesOf({ targets }) {
  return targets.map((/** @type {number[]} */ y) =>
    y.length === 1 ? Math.round(/** @type {number} */ (y[0])) : y.indexOf(Math.max(...y)),
  );
}

/** The likeliest class at each place, as deep as it is sure. @param {CanvasRenderingContext2D} context @param {Heat[]} heats @param {any} box @param {any} colors */
function paintClasses(context, heats, box, colors) {
  const first = /** @type {Heat} */ (heats[0]);
  const palette = colors.classes;
  const ramps = heats.map((heat, kind) =>
    ramp(heat, 0, 1, { ...colors, positive: palette[kind % palette.length], negative: colors.paper }),
  );
  const cells = first.levels.length;
  const winners = new Uint8Array(cells);
  const painted = Array.from({ length: cells }, (_, cell) => {
    const winner = winnerAt(heats, cell);
    winners[cell] = winner;
    return /** @type {number[]} */ (ramps[winner]?.[heats[winner]?.levels[cell] ?? 0]);
  });
  // One color for each cell: the cell's own place stands for its level
  const side = first.resolution;
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [r = 0, g = 0, b = 0] = painted[row * side + column] ?? [];
      context.fillStyle = `rgb(${r} ${g} ${b})`;
      const [width, height] = [box.width / side, box.height / side];
      context.fillRect(box.x + column * width, box.y + (side - 1 - row) * height, width + 0.6, height + 0.6);
    }
  }
}

/** @param {Heat[]} heats @param {number} cell */
function winnerAt(heats, cell) {
  let best = 0;
  for (let kind = 1; kind < heats.length; kind++) {
    if (valueIn(heats, kind, cell) > valueIn(heats, best, cell)) best = kind;
  }
  return best;
}

/** @param {Heat[]} heats @param {number} kind @param {number} cell */
function valueIn(heats, kind, cell) {
  const heat = /** @type {Heat} */ (heats[kind]);
  return numberAt(heat, heat.levels[cell] ?? 0);
}

/** Where one class takes over from the others. @param {Heat[]} heats */
function classLines(heats) {
  return heats.flatMap((heat, kind) => {
    const lead = Array.from(heat.levels, (_, cell) => {
      const others = heats.map((_other, each) => (each === kind ? 0 : valueIn(heats, each, cell)));
      return valueIn(heats, kind, cell) - Math.max(...others);
    });
    const levels = Uint8Array.from(lead, (value) => Math.round((value + 1) * 127.5));
    return crossings({ ...heat, levels, bottom: -1, top: 1 }, 0);
  });
}

/** One input: the fitted curve through the examples. @param {Scene} scene @param {any} options */
function fit(scene, { isClose, unit }) {
  const { data, settings } = scene.run.result;
  const shown = unit && unit[0] > 0 ? unit : [settings.layers.length - 1, 0];
  const heat = scene.frame?.heats[shown[0] - 1]?.[shown[1]];
  const isHidden = shown[0] < settings.layers.length - 1;
  const y = /** @type {[number, number]} */ (
    isHidden && heat ? [heat.bottom - 0.1, heat.top + 0.1] : [data.low[1], data.high[1]]
  );
  const room = scales({ x: [data.low[0], data.high[0]], y, width: SIDE + 12, height: SIDE }, isClose);
  const xs = heat
    ? Array.from(heat.levels, (_, i) => heat.low + ((heat.high - heat.low) * i) / (heat.resolution - 1))
    : [];
  const ys = heat ? Array.from(heat.levels, (level) => numberAt(heat, level)) : [];
  return plot(
    room,
    {
      label: `The fitted curve and ${data.inputs.length} examples`,
      xName: data.input_names[0],
      yName: data.target_name,
      kind: "training-fit",
    },
    [
      isHidden
        ? ""
        : data.inputs.map((/** @type {number[]} */ [x], /** @type {number} */ row) =>
            mark({
              x: room.x(x),
              y: room.y(data.targets[row][0]),
              kind: 1,
              isHeldOut: data.split[row] === "validation",
              isMistake: false,
              size: 4.5,
            }),
          ),
      heat ? curve(room, xs, ys, "fitted") : "",
    ],
  );
}

/** More than two inputs have no plane: each example's answer against its target. @param {Scene} scene @param {any} options */
function answers({ run, frame }, { isClose }) {
  const { data } = run.result;
  if (!frame?.predictions)
    return html`<p class="inside-kind">These data have ${data.inputs[0].length} inputs: too many for a plane. The curves and the table of decisions show the run.</p>`;
  const classes = classesOf(data);
  const isCurve = data.task === "regression";
  const values = frame.predictions.map((each) => each[0] ?? 0);
  const targets = data.targets.map((/** @type {number[]} */ each) => each[0]);
  const bounds = /** @type {[number, number]} */ ([
    Math.min(...targets, ...values),
    Math.max(...targets, ...values),
  ]);
  const room = scales(
    {
      x: isCurve ? bounds : [-0.6, data.class_names.length - 0.4],
      y: bounds,
      width: SIDE + 12,
      height: SIDE,
    },
    isClose,
  );
  return plot(
    room,
    {
      label: "What the network answers for each example, against what is right",
      xName: "target",
      yName: "answer",
      kind: "training-fit",
    },
    values.map((value, row) =>
      mark({
        x: room.x(isCurve ? targets[row] : (classes[row] ?? 0) + 0.6 * (((row * 0.618) % 1) - 0.5)),
        y: room.y(value),
        kind: classes[row] ?? 0,
        isHeldOut: data.split[row] === "validation",
        isMistake: !isCurve && frame.decisions ? frame.decisions[row] !== classes[row] : false,
        size: 4,
      }),
    ),
  );
}

/** The network; each unit's map inside it. @param {Scene} scene @param {{weights: number[][][]}} parameters @param {{unit: [number, number] | null, onSelect: (layer: number, unit: number) => void}} options */
export function networkOfMaps(scene, { weights }, { unit, onSelect }) {
  const { data, settings } = scene.run.result;
  const sizes = settings.layers;
  const isPlane = data.inputs[0].length === 2;
  const { low, high } = gridOf(data);
  return mapNetwork(
    { sizes, weights, functions: settings.activations },
    {
      selected: unit,
      title: `Network ${sizes.join(" → ")}. Arrow keys walk from unit to unit; each shows its map.`,
      describedBy: "training-sentence",
      onSelect,
      paint: (context, colors, layer, place, box) => {
        const heat =
          layer === 0 ? inputHeat(place, isPlane, low, high) : scene.frame?.heats[layer - 1]?.[place];
        if (!heat) return;
        if (!isPlane && layer >= 0 && heat.levels.length === heat.resolution) {
          paintLine(context, heat, box, colors);
          return;
        }
        const { middle, reach } =
          layer === 0
            ? { middle: (low + high) / 2, reach: (high - low) / 2 }
            : shape(settings.activations[layer - 1], heat);
        paintHeat(context, heat, box, ramp(heat, middle, reach, colors));
      },
    },
  );
}

/** What an input is over the plane: its own coordinate. @param {number} input @param {boolean} isPlane @param {number} low @param {number} high @returns {Heat} */
function inputHeat(input, isPlane, low, high) {
  const resolution = 16;
  const ramps = Array.from({ length: resolution }, (_, i) => Math.round((255 * i) / (resolution - 1)));
  const levels = isPlane
    ? Uint8Array.from(
        { length: resolution ** 2 },
        (_, cell) => ramps[input === 0 ? cell % resolution : Math.floor(cell / resolution)] ?? 0,
      )
    : Uint8Array.from(ramps);
  return { low, high, resolution, levels, bottom: low, top: high };
}

/** A small curve for a unit of a network of one input. @param {CanvasRenderingContext2D} context @param {Heat} heat @param {{x: number, y: number, width: number, height: number}} box @param {any} colors */
function paintLine(context, heat, box, colors) {
  context.fillStyle = colors.paper;
  context.fillRect(box.x, box.y, box.width, box.height);
  const span = Math.max(heat.top - heat.bottom, 1e-9);
  context.beginPath();
  heat.levels.forEach((level, index) => {
    const x = box.x + (box.width * index) / (heat.resolution - 1);
    const share = (numberAt(heat, level) - heat.bottom) / span;
    const y = box.y + box.height * (0.85 - 0.7 * share);
    if (index) context.lineTo(x, y);
    else context.moveTo(x, y);
  });
  context.strokeStyle = colors.ink;
  context.lineWidth = 2;
  context.stroke();
}
