/** Build a network: layers can be dragged, added and removed; networks of equal size learn side by side. */
import { askInParts } from "../../lib/api.js";
import { LatestInParts } from "../../lib/latest_in_parts.js";
import { merged, same, withValue } from "../../lib/state.js";
import { PanelElement } from "../../panel/element.js";
import { comparedWith, withoutNetwork } from "./candidates.js";
import { showCandidate, showLayer, showTaught } from "./editing.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { actions, answer, pictures, sentence } from "./parts.js";
import { picture } from "./picture.js";
import { bestOf, mostUnits, withLayer, withoutLayer } from "./sizes.js";
import { epochsOf } from "./training.js";

/**
 * @typedef {{name: string, parameters: number, source: string, is_estimate: boolean}} KnownNetwork
 * @typedef {{request: Api.ArchitectureRequest, view: Api.ArchitectureView, result: Api.ArchitectureResult,
 *   constants: {known: KnownNetwork[], ends: [number, number], comparison: Api.Comparison,
 *   outputs: number, networks: number, good: number} & import("./candidates.js").Known}} Model
 *   constants: outputs and networks are the most that there may be
 * @typedef {Model & {selected: number, candidate: number, shown: string, missing: number}} Shown
 *   selected: a layer, counted from the inputs; missing: networks that are still being trained
 */

/** @extends {PanelElement<Model>} */
export class ArchitecturePanel extends PanelElement {
  constructor() {
    super();
    /** What the comparison that is shown answers. @type {Model["request"]["compare"]} */
    this.compared = this.first.request.compare;
    this.computing = new LatestInParts(
      (/** @type {Model["request"]} */ request, signal) => this.parted(request, signal),
      (/** @type {Partial<Model["result"]>} */ known, request) => this.take(known, request),
      (error, request) => this.fail(error, request),
    );
  }

  /** Whether a comparison is known from before. @param {Model["request"]} request */
  isKnown({ compare }) {
    const runs = this.result.compared?.runs.length ?? 0;
    return compare !== null && runs === compare.networks.length && same(compare, this.compared);
  }

  /** @param {Model["request"]} request @param {AbortSignal} signal */
  async *parted(request, signal) {
    yield* this.ahead.parts(this.short(request), () => askInParts(this.first.slug, request, signal));
  }

  /** A comparison that is known already is not asked for again. @param {Model["request"]} request */
  short(request) {
    return request.compare && !this.isKnown(request) ? null : this.whole({ ...request, compare: null });
  }

  /** @param {Partial<Model["result"]>} known @param {Model["request"]} request */
  take(known, request) {
    const { compared, status, sentence: words } = this.result;
    const kept = this.isKnown(request) && !known.compared ? { compared, status, sentence: words } : {};
    this.compared = request.compare;
    this.receive({ ...this.result, ...known, ...kept }, request);
  }

  /**
   * Every size is a whole number that its place allows; of a comparison all is said.
   * @param {Model["request"]} request
   */
  settle(request) {
    const { constants } = this.first;
    const { layers, compare } = request;
    const most = mostUnits(layers.length, this.limits.of("layers").high, constants.outputs);
    const sizes = layers.map((size, place) => Math.max(1, Math.min(most(place), Math.round(size))));
    if (!compare) return { ...request, layers: sizes };
    const whole = merged(constants.comparison, compare);
    const [usual] = constants.comparison.networks;
    const networks = whole.networks.map((each) => ({ .../** @type {Api.Candidate} */ (usual), ...each }));
    return { ...request, layers: sizes, compare: { ...whole, networks } };
  }

  /** Whether it is what is shown. @param {import("../../panel/model.js").Preset<Model>} preset */
  isOn(preset) {
    return same(this.request, this.settle(this.opened(preset)));
  }

  /** The value of a control; before anything is compared, what it would begin with. @param {string} path */
  read(path) {
    const [first, ...rest] = path.split(".");
    if (first !== "compare" || this.request.compare) return super.read(path);
    const usual = /** @type {any} */ (this.first.constants.comparison);
    return rest.reduce((value, name) => value[name], usual);
  }

  /**
   * What is set is seen: the network that is built, or the networks that are trained.
   * @param {string} path @param {unknown} value @param {boolean} [isSettled]
   */
  set(path, value, isSettled = true) {
    const [field, list, place] = path.split(".");
    if (list === "networks" && this.view.candidate !== Number(place))
      this.setView({ candidate: Number(place) });
    super.set(path, value, isSettled);
    const { shown } = this.shownOf({ ...this, constants: this.first.constants });
    const isCompared = field === "compare";
    if (isCompared ? shown !== "comparison" : shown === "comparison")
      this.setView({ shown: isCompared ? "comparison" : "network" });
  }

  /** The first change of a comparison is one of the usual one. @param {string} path @param {unknown} value */
  written(path, value) {
    const compare = this.request.compare ?? this.first.constants.comparison;
    const base = path.startsWith("compare.") ? { ...this.request, compare } : this.request;
    return withValue(base, path, value);
  }

  /** The place of the network whose settings are to be changed. */
  get edited() {
    const { networks } = this.request.compare ?? this.first.constants.comparison;
    return Math.min(this.view.candidate ?? bestOf(this.result), networks.length - 1);
  }

  /** @param {number} place */
  select(place) {
    if (this.view.selected !== place) this.setView({ selected: place });
  }

  /** A hidden layer more behind the selected one. @param {number} place */
  addLayer(place) {
    const { layers } = this.request;
    if (layers.length >= this.limits.counts("layers").most) return;
    const after = Math.min(place, layers.length - 2);
    this.set("layers", withLayer(layers, after));
    this.setView({ shown: "network", selected: after + 1 });
  }

  /** @param {number} place */
  removeLayer(place) {
    const { layers } = this.request;
    if (place < 1 || place > layers.length - 2) return;
    this.set("layers", withoutLayer(layers, place));
    this.setView({ shown: "network", selected: Math.max(1, Math.min(place, layers.length - 3)) });
  }

  /**
   * The hidden layers that were built, as one more network of the comparison, or in the place of one.
   * @param {number | null} place @param {number} epochs  of all of them; NaN for as many as there are
   */
  trainThese(place, epochs) {
    const compare = comparedWith(this.request, place, this.first.constants);
    this.set("compare", Number.isNaN(epochs) ? compare : { ...compare, epochs });
    this.setView({ shown: "comparison", candidate: place ?? compare.networks.length - 1 });
  }

  /** A network of the comparison, to be changed as any other is. @param {number} place */
  editCandidate(place) {
    const layers = this.result.compared?.runs[place]?.layers;
    if (!layers) return;
    this.set("layers", layers);
    this.setView({ shown: "network", candidate: place, selected: 1 });
  }

  /** @param {number} place */
  removeCandidate(place) {
    const { compare } = this.request;
    if (!compare) return;
    this.set("compare", withoutNetwork(compare, place));
    this.setView({ shown: "comparison", candidate: null });
  }

  /** Delete takes away the network whose name has the focus. @param {KeyboardEvent} event */
  removeByKey(event) {
    const name = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action=candidate]")
    );
    if (!name || !["Delete", "Backspace"].includes(event.key)) return;
    event.preventDefault();
    this.removeCandidate(Number(name.dataset.value));
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("keydown", (event) => this.removeByKey(event));
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "replace-candidate") this.trainThese(this.view.candidate, epochsOf(value));
    if (action === "edit-candidate") this.editCandidate(Number(value));
    if (action === "remove-candidate") this.removeCandidate(Number(value));
    if (action === "add-layer") this.addLayer(this.view.selected);
    if (action === "remove-layer") this.removeLayer(this.view.selected);
    if (action === "show") this.show(/** @type {Model["view"]["shown"]} */ (value));
    if (action === "candidate") this.setView({ candidate: Number(value) });
    if (action === "add-candidate") this.trainThese(null, epochsOf(value));
  }

  /**
   * Another picture; networks are trained when they are first to be seen.
   * @param {Model["view"]["shown"]} shown
   */
  show(shown) {
    this.setView({ shown });
    if (shown === "comparison" && !this.request.compare) this.set("compare", this.first.constants.comparison);
  }

  get pictureFile() {
    const shown = this.shownOf({ ...this, constants: this.first.constants });
    return { ...super.pictureFile, drawn: ".built-picture", words: [sentence(shown)] };
  }

  /** @param {Model} model @returns {Shown} */
  shownOf(model) {
    const { view, request, result } = model;
    const asked = view.shown ?? (request.compare ? "comparison" : "network");
    const done = result.compared?.runs.length ?? 0;
    return {
      ...model,
      shown: asked === "comparison" && !request.compare ? "network" : asked,
      selected: Math.min(view.selected, request.layers.length - 1),
      candidate: Math.min(view.candidate ?? bestOf(result), Math.max(0, done - 1)),
      missing: request.compare ? request.compare.networks.length - done : 0,
    };
  }

  /** The controls that are taught are those of the selected layer, or of the selected network. */
  showControls() {
    showTaught(this, this.shownOf({ ...this, constants: this.first.constants }).shown === "comparison");
    showLayer(this);
    showCandidate(this, this.edited);
    super.showControls();
  }

  /** @param {Model} model */
  parts(model) {
    const shown = this.shownOf(model);
    return {
      actions: actions(shown, this),
      pictures: pictures(shown),
      picture: picture(shown, this),
      inside: inside(shown, this.limits),
      answer: answer(shown),
      sentence: sentence(shown),
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-architecture", ArchitecturePanel);
