/** Is it malignant? Probabilities of real patients, what is decided by them, and what that means. */
import { askPacked, Latest } from "../../lib/api.js";
import { same } from "../../lib/state.js";
import { PanelElement } from "../../panel/element.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { actions, answer, pictures, sentence } from "./parts.js";
import { picture } from "./picture.js";

/**
 * @typedef {{request: Api.TumorRequest, view: Api.TumorView, result: Api.TumorResult,
 *   constants: {groups: Record<"mean" | "error" | "worst", string>, measurements: string[],
 *     splits: number, source: string, checksum: string}}} Model
 */

/** What the network depends on; all else is decided without training. */
const TRAINING = /** @type {const} */ (["hidden", "learning_rate", "epochs", "seed", "splits"]);
const DECISION = /** @type {const} */ (["threshold", "cost_ratio", "prevalence", "assumed"]);
const PATIENT = /** @type {const} */ (["features", "patient"]);
const NOBODY = { features: null, target: null, prediction: null, nearest: null, patient_sentence: null };

/** @extends {PanelElement<Model>} */
export class TumorPanel extends PanelElement {
  constructor() {
    super();
    /** @type {Latest<Model["request"], Model["result"]>} */
    this.computing = new Latest(
      (request) => this.asked(request),
      (result, request) => this.receive(result, request),
      (error, request) => this.fail(error, request),
    );
  }

  /**
   * Whether two requests are alike in some fields.
   * @param {Model["request"]} request @param {readonly (keyof Model["request"])[]} names
   */
  isAlike(request, names) {
    return names.every((name) => same(request[name], this.answered[name]));
  }

  /**
   * All of it where a network is to be trained; else only what has changed.
   * @param {Model["request"]} request @returns {Promise<Model["result"]>}
   */
  async asked(request) {
    if (!this.isAlike(request, TRAINING)) return this.ahead.ask(this.whole(request));
    const isDecided = this.isAlike(request, DECISION);
    const [decision, patient] = await Promise.all([
      isDecided ? {} : this.ahead.ask(this.decided(request)),
      isDecided && this.isAlike(request, PATIENT) ? {} : this.patientOf(request),
    ]);
    return { ...this.result, ...decision, ...patient };
  }

  /** @param {Model["request"]} request */
  short(request) {
    if (!this.isAlike(request, TRAINING)) return this.whole(request);
    return this.isAlike(request, DECISION) ? null : this.decided(request);
  }

  /** What comes of the probabilities. @param {Model["request"]} request */
  decided({ threshold, cost_ratio, prevalence, assumed }) {
    const { probabilities, targets, logistic } = this.result;
    const asked = { threshold, cost_ratio, prevalence, assumed, probabilities, targets };
    const whole = { ...asked, logistic: logistic?.probabilities ?? null };
    return { path: "tumor/decision", request: whole, send: askPacked };
  }

  /** What the network says of one patient. @param {Model["request"]} request */
  patientOf({ threshold, seed, features, patient }) {
    if (features === null && patient === null) return NOBODY;
    const { layers, activations, weights, biases } = this.result.network;
    const network = { layers, activations, weights, biases };
    return askPacked("tumor/patient", { network, seed, threshold, features, patient });
  }

  /**
   * Whoever moves the threshold asks about the network, not about a test that was assumed.
   * @param {Model["request"]} request @param {string} path @returns {Model["request"]}
   */
  settle(request, path) {
    return path === "threshold" ? { ...request, assumed: null } : request;
  }

  /** @param {string} path */
  read(path) {
    if (path === "prevalence") return this.request.prevalence ?? this.result.prevalence;
    if (!path.startsWith("features.")) return super.read(path);
    return (this.request.features ?? this.result.features ?? [])[numberIn(path)] ?? 0;
  }

  /**
   * A measurement that is set makes a patient of one's own of the one who is shown.
   * @param {string} path @param {unknown} value @returns {Model["request"]}
   */
  written(path, value) {
    if (!path.startsWith("features.")) return super.written(path, value);
    const { high, low } = this.limits.of("features");
    const from = this.request.features ?? this.result.features ?? this.average();
    const kept = from.map((each) => Math.min(high, Math.max(low, each)));
    kept[numberIn(path)] = Number(value);
    return { ...this.request, features: kept, patient: null };
  }

  /** Every measurement as it is on average. @returns {number[]} */
  average() {
    const { groups, measurements } = this.first.constants;
    return new Array(Object.keys(groups).length * measurements.length).fill(0);
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "show") this.show(/** @type {Model["view"]["shown"]} */ (value));
    if (action === "group") this.setView({ group: /** @type {Model["view"]["group"]} */ (value) });
    if (action === "select") this.select(Number(value));
    if (action === "ask-selected") this.askAbout(this.view.selected ?? 0);
    if (action === "next-patient") this.askAbout(this.nextPlace());
    if (action === "average")
      this.setRequest({ ...this.request, features: this.average(), patient: null }, "features");
    if (action === "cheapest") this.set("threshold", this.result.cheapest.threshold);
    if (action === "splits") this.set("splits", this.request.splits > 1 ? 1 : this.first.constants.splits);
  }

  /**
   * Another picture; somebody is asked about when patients are first to be seen.
   * @param {Model["view"]["shown"]} shown
   */
  show(shown) {
    this.setView({ shown });
    const { features, patient } = this.request;
    if (shown === "patient" && features === null && patient === null) this.askAbout(this.view.selected ?? 0);
  }

  /** One of the patients held out. @param {number | null} place */
  select(place) {
    if (this.view.selected !== place) this.setView({ selected: place });
  }

  /** @param {number} place  among those held out */
  askAbout(place) {
    const patient = this.result.rows[place] ?? this.result.rows[0] ?? 0;
    this.setRequest({ ...this.request, features: null, patient }, "patient");
    this.setView({ shown: "patient", selected: place });
  }

  /** The place after that of the patient who is shown. */
  nextPlace() {
    const at = this.result.rows.indexOf(this.request.patient ?? -1);
    return (at + 1) % this.result.rows.length;
  }

  get pictureFile() {
    return { ...super.pictureFile, drawn: ".tumor-picture", words: [sentence(this.model())] };
  }

  /** @returns {Model} */
  model() {
    return { request: this.answered, view: this.view, result: this.result, constants: this.first.constants };
  }

  /** @param {Model} model */
  parts(model) {
    return {
      pictures: pictures(model),
      actions: actions(model),
      picture: picture(model, this),
      inside: inside(model),
      answer: answer(model),
      sentence: sentence(model),
      maths: () => maths(model),
    };
  }
}

/** The place in a path like “features.12”. @param {string} path */
function numberIn(path) {
  return Number(path.slice("features.".length));
}

customElements.define("nudge-tumor", TumorPanel);
