/** The network whose units hold their maps; each map has its own middle and reach. */
import { fitted } from "../charts/fit.js";
import { numberAt, paintHeat, ramp } from "../charts/heatmap.js";
import { mapNetwork } from "../charts/map_network.js";
import { middleAndReach, rangeOf } from "../lib/activations.js";
import { namesOfInputs } from "./axis_names.js";
import { axesOf } from "./maps.js";

/** @typedef {import("./model.js").ShownSnapshot} ShownSnapshot */
/** @typedef {import("./model.js").Heat} Heat */
/** @typedef {import("../lib/activations.js").Range} Range */

/** An input rises evenly: over a line, along the plane, and up the plane. */
const STEPS = Uint8Array.from({ length: 16 }, (_, place) => 17 * place);
const ALONG = Uint8Array.from({ length: STEPS.length ** 2 }, (_, cell) => STEPS[cell % STEPS.length] ?? 0);
const UPWARD = Uint8Array.from(ALONG, (_, cell) => STEPS[Math.floor(cell / STEPS.length)] ?? 0);

/**
 * Colors of a unit's map: from the middle of its range to its ends, or from 0 as far as its values go.
 * @param {Range} range
 * @param {Heat} heat
 */
export function shape(range, heat) {
  return middleAndReach(range, Math.max(Math.abs(heat.top), Math.abs(heat.bottom), 1e-9));
}

/** The network; each unit's map inside it. @param {import("./model.js").RunModel} model */
export function networkOfMaps(model) {
  return fitted((room) => drawnIn(model, room));
}

/** @param {import("./model.js").RunModel} model @param {import("../charts/fit.js").Room} room */
function drawnIn({ snapshot, parameters, constants, unit, slug, on }, room) {
  const { data, settings } = snapshot.run.result;
  const sizes = settings.layers;
  const isPlane = data.inputs[0].length === 2;
  const axes = axesOf(data);
  return mapNetwork(
    { sizes, weights: parameters.weights, functions: settings.activations },
    {
      selected: unit,
      title: `Network ${sizes.join(" → ")}. Arrow keys walk from unit to unit; each shows its map.`,
      describedBy: `${slug}-sentence`,
      onSelect: (layer, place) => on.selectUnit([layer, place]),
      room,
      basis: [snapshot.frame, settings, ...axes.flat(), room],
      inputNames: namesOfInputs(data),
      paint: (context, colors, layer, place, box) => {
        const derived = layer === 0 && data.features ? snapshot.frame?.given?.[place] : null;
        if (layer === 0 && data.features && !derived) return;
        const heat =
          derived ?? (layer === 0 ? inputHeat(place, axes) : snapshot.frame?.heats[layer - 1]?.[place]);
        if (!heat) return;
        if (!isPlane && layer >= 0 && heat.levels.length === heat.resolution) {
          paintLine(context, heat, box, colors);
          return;
        }
        const { middle, reach } = derived
          ? middleAndReach([null, null], Math.max(Math.abs(derived.top), Math.abs(derived.bottom), 1e-9))
          : layer === 0
            ? { middle: (heat.bottom + heat.top) / 2, reach: (heat.top - heat.bottom) / 2 }
            : shape(rangeOf(constants.activations, settings.activations[layer - 1]), heat);
        paintHeat(context, heat, box, ramp(heat, middle, reach, colors));
      },
    },
  );
}

/**
 * What an input is over the plane: its own coordinate.
 * @param {number} input @param {import("../charts/heatmap.js").Ends[]} axes @returns {Heat}
 */
function inputHeat(input, axes) {
  const levels = axes.length === 2 ? (input === 0 ? ALONG : UPWARD) : STEPS;
  const [bottom, top] = axes[input] ?? [0, 1];
  return { axes, resolution: STEPS.length, levels, bottom, top };
}

/**
 * A small curve for a unit of a network of one input.
 * @param {CanvasRenderingContext2D} context
 * @param {Heat} heat
 * @param {import("../charts/map_network.js").Box} box
 * @param {import("../charts/canvas.js").Colors} colors
 */
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
