/** Overfitting: the same few examples and first weights, trained plainly and with each cure. */
import { askInParts } from "../../lib/api.js";
import { LatestInParts } from "../../lib/latest_in_parts.js";
import { EpochsPanel } from "../../panel/epochs.js";
import { drawnByServer, setHidden } from "../../panel/frame.js";
import { inside } from "./inside.js";
import { maths } from "./maths.js";
import { answer, chooser, scrubber } from "./parts.js";
import { picture } from "./picture.js";
import { openedPlace, shownEpoch } from "./runs.js";

/**
 * @typedef {Api.Cure["name"]} CureName
 * @typedef {{request: Api.OverfittingRequest, view: Api.OverfittingView, result: Api.OverfittingResult,
 *   constants: {cures: {name: CureName, label: string, usual: number}[], most: number}}} Model
 * @typedef {Model & {epoch: number, selected: number}} Shown  at an epoch, with one run opened
 */

/** What the sliders of the cures are called by. */
const STRENGTH = /^strength\.(.+)$/;

/** @extends {EpochsPanel<Model>} */
export class OverfittingPanel extends EpochsPanel {
  constructor() {
    super();
    /** Whether all seeds that were asked for have been told, and how many that were. */
    this.isWhole = true;
    this.seedsAsked = 1;
    this.computing = new LatestInParts(
      (/** @type {Model["request"]} */ request, signal) =>
        askInParts(this.first.slug, this.asking(request), signal),
      (known, request) => this.receiveKnown(known, request),
      (error, request) => this.fail(error, request),
    );
  }

  /**
   * Nothing is drawn before all shown runs are there; then it grows seed by seed.
   * @param {Partial<Model["result"]>} known @param {Model["request"]} request
   */
  receiveKnown(known, request) {
    if (!known.runs || !known.compared) return;
    this.isWhole = (known.compared[0]?.new_loss.length ?? 0) >= this.seedsAsked;
    this.receive(/** @type {Model["result"]} */ ({ ...this.result, ...known }), request);
  }

  /** The question, with how many seeds it asks for written down. @param {Model["request"]} request */
  asking(request) {
    const question = this.question(request);
    this.seedsAsked = question.seeds;
    return question;
  }

  get seconds() {
    return 7;
  }

  /**
   * The examples lie in a plane, and the answer is one probability.
   * @param {Model["request"]} request @param {string} path
   */
  settle(request, path) {
    if (!path.startsWith("network.layers")) return request;
    const { layers } = this.first.defaults.network;
    const hidden = request.network.layers.slice(1, -1);
    const ends = [layers[0] ?? 0, ...hidden, layers.at(-1) ?? 0];
    return { ...request, network: { ...request.network, layers: ends } };
  }

  /** While something is dragged, one seed is asked for. @param {Model["request"]} request */
  question(request) {
    return this.hasAttribute("data-dragged") ? { ...request, seeds: 1 } : request;
  }

  /** Whether the answer has fewer seeds than were asked for, and no more are on their way. */
  get isCoarse() {
    return this.isWhole && (this.result.compared[0]?.new_loss.length ?? 0) < this.request.seeds;
  }

  /** @param {string} path */
  read(path) {
    const [, name] = STRENGTH.exec(path) ?? [];
    if (!name) return super.read(path);
    const own = this.request.cures.find((cure) => cure.name === name);
    return own?.amount ?? this.usual(name);
  }

  /** @param {string} path @param {unknown} value */
  written(path, value) {
    const [, name] = STRENGTH.exec(path) ?? [];
    if (!name) return super.written(path, value);
    const cures = this.request.cures.map((cure) =>
      cure.name === name ? { ...cure, amount: Number(value) } : cure,
    );
    return { ...this.request, cures };
  }

  /** How strong a cure is at first. @param {string} name */
  usual(name) {
    return this.first.constants.cures.find((cure) => cure.name === name)?.usual ?? 0;
  }

  /** A cure joins, or leaves. @param {CureName} name */
  toggle(name) {
    const { cures } = this.request;
    const { constants } = this.first;
    const others = cures.filter((cure) => cure.name !== name);
    const isNew = others.length === cures.length;
    if (isNew && cures.length > constants.most) return;
    this.set("cures", isNew ? [...cures, { name, amount: this.usual(name) }] : others);
    this.setView({ selected: isNew ? cures.length : 0 });
  }

  /** @param {string} action @param {string} value */
  act(action, value) {
    super.act(action, value);
    if (action === "open-run") this.setView({ selected: Number(value) });
    if (action === "choose-cure") this.toggle(/** @type {CureName} */ (value));
  }

  get pictureFile() {
    return {
      ...super.pictureFile,
      drawn: ".cure-pictures",
      words: [this.result.title, this.result.sentence],
    };
  }

  /** The opened cure, or the first of them, can be made stronger. @param {Map<string, unknown>} changed */
  updated(changed) {
    super.updated(changed);
    const { cures } = this.request;
    const opened = cures[openedPlace(this.view, cures.length) || Math.min(1, cures.length - 1)];
    for (const group of drawnByServer(this, "[data-cure]"))
      setHidden(group, group.dataset.cure !== opened?.name);
  }

  /** @param {Model} model */
  parts(model) {
    const selected = openedPlace(model.view, model.result.runs.length);
    const shown = { ...model, epoch: shownEpoch(model), selected };
    return {
      player: this.playButtons("Play the runs"),
      scrub: scrubber(shown, this),
      chooser: chooser(shown, this),
      picture: picture(shown, this),
      inside: this.hasAttribute("data-kept-back") ? "" : inside(shown),
      answer: answer(shown),
      sentence: model.result.sentence,
      maths: () => maths(shown),
    };
  }
}

customElements.define("nudge-overfitting", OverfittingPanel);
