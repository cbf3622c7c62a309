/**
 * Networks that the server takes apart besides the answer: that of an epoch which is not the last, for what
 * its units add, and the one whose forward pass the open drawer shows.
 */
import { askPacked, Latest } from "../../lib/api.js";
import { same } from "../../lib/state.js";
import { unpacked } from "../../run/run.js";

/**
 * @typedef {import("./panel.js").Model} Model
 * @typedef {Pick<Api.NetworkResult, "layers" | "activations" | "weights" | "biases">} Given
 * @typedef {{network: Given, x: number}} Asked
 * @typedef {{request: Asked, epoch: number, of: Model["request"]}} Wanted  of: the state it belongs to
 * @typedef {Wanted & {answer: Api.ApproximationLayers}} Known
 */

/**
 * What is to be asked for; null where the answer has it all.
 * @param {Model} model @param {number | null} step @returns {Wanted | null}
 */
export function wantedOf({ request, result, view }, step) {
  const isCourse = request.how === "trained" && result.epoch.length > 0;
  const isOnTheWay = isCourse && (step !== null || result.units.length === 0);
  if (!result.network || !(isOnTheWay || view.drawer === "matrix")) return null;
  const theta = step === null || !isCourse ? undefined : result.parameters[step];
  const { layers, activations, ...end } = result.network;
  const { weights, biases } = theta ? unpacked(theta, layers) : end;
  return {
    request: { network: { layers, activations, weights, biases }, x: result.x[view.place] ?? 0 },
    epoch: result.epoch[step ?? result.epoch.length - 1] ?? 0,
    of: request,
  };
}

export class TakenApart {
  /** @param {() => void} redraw @param {(error: Error) => void} fail */
  constructor(redraw, fail) {
    /** The newest answer; it may be that of an epoch before. @type {Known | null} */
    this.known = null;
    /** @type {Wanted | null} */
    this.asked = null;
    this.latest = new Latest(
      (/** @type {Wanted} */ { request }) => askPacked("approximation/layers", request),
      (answer, wanted) => {
        this.known = { ...wanted, answer };
        redraw();
      },
      (error) => {
        this.asked = null;
        fail(error);
      },
    );
  }

  /** @param {Wanted | null} wanted */
  follow(wanted) {
    if (!wanted || same(wanted, this.asked)) return;
    this.asked = wanted;
    this.latest.ask(wanted);
  }
}
