/** The tuner: a search through settings, trial by trial, and what its winner is worth. */
import { askInParts } from "../../lib/api.js";
import { csv } from "../../lib/csv.js";
import { merged, same } from "../../lib/state.js";
import { PanelElement } from "../../panel/element.js";
import { setHidden } from "../../panel/frame.js";
import { save } from "../../panel/save.js";
import { OwnData } from "../../run/own_data.js";
import { isOwnData } from "../../run/placed.js";
import { stopWithPage } from "../../run/stop_with_page.js";
import { axesOf } from "./axes.js";
import { brushes, isIn } from "./brushes.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { firstExamples, ownPlane } from "./own_plane.js";
import { NOTHING, withPart } from "./part.js";
import { activations, answer, openedTrial, pictures, searching } from "./parts.js";
import { picture } from "./picture.js";
import { rowsOf } from "./rows.js";
import { Searches } from "./searches.js";

/**
 * @typedef {Api.TunerRequest["space"]["activation"][number]} ActivationName
 * @typedef {Api.Importance["parameter"]} ParameterName
 * @typedef {{request: Api.TunerRequest, view: Api.TunerView, result: Api.TunerResult,
 *   constants: {parameters: Record<ParameterName, string>, short: Record<ParameterName, string>,
 *   logarithmic: ParameterName[], activations: Record<ActivationName, string>, reruns: number,
 *   fewest: number, fewest_own: number, trained_as: Partial<Record<ParameterName, string>>,
 *   digits: {layers: number, batch: number, epochs: number},
 *   table: Record<string, import("../../panel/model.js").Control>}}} Model
 * @typedef {Model & {axes: import("./axes.js").TrialAxis[], opened: Api.Trial | null,
 *   chosen: (trial: Api.Trial) => boolean, search: "new" | "running" | "cut" | "held" | "stopped" | "done",
 *   held: number}} Shown
 *   chosen: whether a trial lies within all brushes; held: how long the search takes that waits
 */

/** A search that takes longer, in seconds, waits until it is told to begin. */
const LONG = 6;

/** @extends {PanelElement<Model>} */
export class TunerPanel extends PanelElement {
  constructor() {
    super();
    /** The long search that may begin. @type {Model["request"] | null} */
    this.allowed = null;
    /** How long the search takes that waits; 0 where none does. */
    this.held = 0;
    this.computing = new Searches(
      (/** @type {Model["request"]} */ request, signal) => this.parted(request, signal),
      (/** @type {Model["result"]} */ known, request) => this.receive(known, request),
      (error, request) => this.fail(error, request),
    );
    this.computing.ended = () => this.requestUpdate();
    const count = this.first.constants.fewest_own;
    this.own = new OwnData(this, { list: firstExamples(count), fewest: String(count) });
  }

  connectedCallback() {
    if (this.own.table.refused) this.showSheet();
    super.connectedCallback();
    if (this.view.begun) this.computing.ask(this.request);
    stopWithPage(this, this.computing);
  }

  /** Before it is set going, only what is known of a search beforehand. @param {Model["request"]} request */
  question(request) {
    return this.view.begun ? request : { ...request, begin: false };
  }

  /**
   * The first part says how long a search takes; a long one is not gone on with before it may be.
   * @param {Model["request"]} request @param {AbortSignal} signal
   */
  async *parted(request, signal) {
    const { begun } = this.view;
    this.held = 0;
    let known = NOTHING;
    for await (const part of askInParts(this.first.slug, this.question(request), signal)) {
      if (part.seconds > LONG && begun && !same(request, this.allowed)) {
        this.held = part.seconds;
        return;
      }
      known = withPart(known, part);
      yield Object.keys(part).length ? { ...part, ...known } : part;
    }
  }

  /**
   * A preset is searched as what was there before, a reset goes back to before the search; what a link or a
   * question opens says so itself, and may take as long as it does.
   * @param {object} changes @param {string} [name] @param {Partial<Model["view"]>} [view]
   */
  open(changes, name = "preset", view = {}) {
    const { begun: wasBegun } = this.view;
    const { request } = this;
    const begun = wasBegun && name.startsWith("preset") && name !== "preset.-1";
    this.allowed = this.settle(merged(this.first.defaults, changes), "");
    super.open(changes, name, { begun, ...view });
    if (wasBegun !== this.view.begun && same(request, this.request)) this.computing.ask(request);
  }

  /** @param {PopStateEvent} event */
  onHistory(event) {
    super.onHistory(event);
    if (this.view.begun !== this.result.trials.length > 0) this.computing.ask(this.request);
  }

  /** Where a search stands. */
  get search() {
    if (!this.view.begun) return "new";
    if (this.computing.isBusy) return "running";
    if (this.computing.isCut) return "cut";
    if (this.held) return "held";
    return this.result.trials.length < this.result.planned ? "stopped" : "done";
  }

  /** Whether trials are under way. */
  get isTraining() {
    return this.search === "running";
  }

  /** The search begins, or goes on. */
  goOn() {
    this.allowed = this.request;
    this.setView({ begun: true });
    this.computing.ask(this.request);
  }

  /** The search goes on at once, however long it takes: its button says so. @param {number} trials */
  goOnTo(trials) {
    this.allowed = this.written("trials", trials);
    this.setRequest(this.allowed, "trials");
  }

  /**
   * An activation joins those that are tried, or leaves them; one at least stays.
   * @param {ActivationName} name
   */
  toggle(name) {
    const { activation } = this.request.space;
    const others = activation.filter((each) => each !== name);
    if (!others.length) return;
    this.set("space.activation", others.length === activation.length ? [...activation, name] : others);
  }

  /**
   * Both ends of what varies keep their order: the one that moves takes the other along.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    if (path === "dataset.name") return { ...request, dataset: this.drawnAgain(request.dataset) };
    const [, name, end] = /** @type {string[]} */ (path.split("."));
    if (!path.startsWith("space.") || !end) return request;
    const ends = /** @type {any} */ (request.space)[name ?? ""];
    if (ends.low <= ends.high) return request;
    const value = ends[end];
    return { ...request, space: { ...request.space, [name ?? ""]: { low: value, high: value } } };
  }

  /** Drawn examples of this name in place of one's own. @param {Model["request"]["dataset"]} dataset */
  drawnAgain({ name, samples, noise, seed }) {
    return { ...this.first.defaults.dataset, name, samples, noise, seed };
  }

  /** @param {Partial<Model["request"]["dataset"]>} fields  of other data in place of those there are */
  setOwnData(fields) {
    const dataset = { ...this.first.defaults.dataset, ...fields };
    this.setRequest({ ...this.request, dataset }, fields.csv ? "dataset.csv" : "dataset.points");
  }

  /** None of the controls of drawn data made those of one's own. */
  showControls() {
    const isOwn = isOwnData(this.request.dataset);
    for (const control of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll(".panel-settings [data-path^='dataset.']")
    ))
      setHidden(control, isOwn);
    super.showControls();
  }

  /** @param {Model["view"]["axis"]} axis @param {number[] | null} ends */
  brush(axis, ends) {
    const isAll = !ends || (ends[0] === 0 && ends[1] === 1);
    this.setView({ axis, brushes: { ...this.view.brushes, [axis]: isAll ? null : ends } });
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "show") this.setView({ shown: /** @type {Model["view"]["shown"]} */ (value) });
    if (action === "open-trial") this.setView({ selected: Number(value) });
    if (action === "choose-activation") this.toggle(/** @type {ActivationName} */ (value));
    if (action === "search") this.goOn();
    if (action === "stop") this.computing.stop();
    if (action === "more") this.goOnTo(Number(value));
    if (action === "clear-brushes") this.setView({ brushes: this.first.viewDefaults.brushes });
    if (action === "save-trials") this.saveTrials();
    if (action === "own-data") this.openDrawer("points");
  }

  /** Every trial, a row each. */
  saveTrials() {
    save(csv(rowsOf(this.result)), `${this.pictureFile.name}-trials.csv`, "text/csv");
  }

  get pictureFile() {
    return {
      ...super.pictureFile,
      drawn: ".search-pictures",
      words: [this.result.title, this.result.sentence],
    };
  }

  /** @param {Model} model @returns {Shown} */
  shownOf(model) {
    const { result, view } = model;
    const axes = axesOf(model);
    const number = view.selected ?? result.winner?.number ?? 0;
    return {
      ...model,
      axes,
      opened: result.trials[Math.min(number, result.trials.length - 1)] ?? null,
      chosen: isIn(axes, view.brushes),
      search: this.search,
      held: this.held,
    };
  }

  /** @param {Model} model */
  parts(model) {
    const shown = this.shownOf(model);
    return {
      search: searching(shown, this),
      pictures: pictures(shown),
      opened: openedTrial(shown, this),
      brush: brushes(shown, this),
      activations: activations(shown, this),
      picture: picture(shown, this),
      inside: inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
      points: () => this.own.sheet(ownPlane(model.result.data, (place) => this.own.placeAt(place))),
    };
  }
}

customElements.define("nudge-tuner", TunerPanel);
