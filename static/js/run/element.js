/** A panel with a run in it: asks the server for it in parts, keeps its time, plays and steps it. */
import { Latest } from "../lib/api.js";
import { same } from "../lib/state.js";
import { PanelElement } from "../panel/element.js";
import { RunQuestion } from "./asking.js";
import { Beginning } from "./beginning.js";
import { RunDisplay } from "./display.js";
import { stepsToAnswer } from "./growing_answer.js";
import { asked } from "./request.js";
import { lastEpochOf } from "./run.js";
import { stopWithPage } from "./stop_with_page.js";
import { batchesOf, clockOf } from "./time.js";
import { TimeAtEnd } from "./time_at_end.js";
import { Watched } from "./watched.js";

/**
 * @typedef {import("./model.js").Run} Run
 * @typedef {import("./model.js").RunRequest} RunRequest
 * @typedef {import("./model.js").RunView} RunView
 */

const GIVEN_UP_AFTER = 300;
const SETTLED_AFTER = 700;
/** A training that takes longer has been watched, as far as it has come. */
const WATCHED_AFTER = 1000;

/** @extends {PanelElement<import("./model.js").RunShape>} */
export class RunElement extends PanelElement {
  /** @param {import("./model.js").RunConfiguration} configuration */
  constructor(configuration) {
    super();
    this.configuration = configuration;
    /** @type {RunView} */
    this.view = this.first.view;
    /** @type {(() => void) | undefined} What waits for the coming run. */
    this.once = undefined;
    this.time = new TimeAtEnd();
    this.watched = new Watched();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.settling = undefined;
    this.display = this.createDisplay();
    this.beginning = new Beginning(this, configuration.isPlayedWhileTrained);
    this.running = new RunQuestion({
      slug: this.first.slug,
      numbers: configuration.numbers ?? "float64",
      grown: (run) => this.beginning.grow(run),
      shownAfter: this.beginning.shownAfter,
    });
    this.computing = new Latest(
      (/** @type {RunRequest} */ request) => this.train(request),
      (run) => this.arrive(run),
      (error, request) => this.fail(error, request),
    );
    this.batches = batchesOf(this);
    this.player = clockOf(this);
  }

  createDisplay() {
    return new RunDisplay(
      { request: this.request, result: this.result, name: "" },
      this.configuration.loader ?? null,
      () => (this.isThere ? this.endTroubleAside() : this.requestUpdate()),
      (error) => this.failFrames(error),
    );
  }

  connectedCallback() {
    super.connectedCallback();
    this.display.refresh();
    if (this.view.epoch !== null) this.resume();
    stopWithPage(this, this.running);
  }

  /** Whether the wanted epoch is what the screen shows. */
  get isThere() {
    return this.display?.isShowing(this.view.epoch ?? 0) ?? false;
  }

  get isTraining() {
    return this.running.isUnderWay;
  }

  /**
   * Frames that were fetched ahead can wait; those of the wanted epoch are asked for again.
   * @param {Error} error
   */
  failFrames(error) {
    if (!this.isThere) this.failAside(error, () => this.display.refresh());
  }

  /** Trains what the address asks for, and goes to its epoch. */
  resume() {
    const { epoch, batch } = this.view;
    this.display.seek(epoch ?? 0);
    this.computing.ask(this.request);
    if (batch) this.once = () => this.stepBatch(batch, epoch ?? 0);
  }

  /** Only what differs from the defaults: what is left out fits the data. @param {RunRequest} request */
  question(request) {
    return asked(request, this.first.defaults);
  }

  /**
   * The run of a request: in parts as it is trained, or before training.
   * @param {RunRequest} request @returns {Promise<Run>}
   */
  async train(request) {
    const question = this.question(request);
    if (this.view.epoch === null) return this.running.before(request, question);
    this.time.ask(this.display.run.result, this.view.epoch);
    // Stopped before anything came: what was there stays
    return (await this.running.train(request, question)) ?? this.display.run;
  }

  /** A run, whole or growing. @param {Run} run */
  show(run) {
    if (this.display.run === run) this.display.refresh();
    else this.display.take(run);
    // Whoever waits for a long training sees what it comes to
    if (this.running.age > WATCHED_AFTER) this.watched.see(run.request, lastEpochOf(run.result));
  }

  /** A run that has come to its end. @param {Run} run */
  arrive(run) {
    const end = this.time.arrive(run.result, this.view.epoch ?? 0, this.player.isPlaying);
    this.trouble = "";
    this.answered = run.request;
    this.show(run);
    if (end !== null) this.seek(end, true);
    this.drawers.follow(this.view.drawer, this.question(run.request));
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settleRun(run), SETTLED_AFTER);
    const next = this.once;
    this.once = undefined;
    next?.();
    this.requestUpdate();
  }

  /**
   * A preset is trained as what was there before; a reset goes back to before training.
   * @param {object} changes @param {string} [name] @param {Partial<RunView>} [view]
   */
  open(changes, name = "preset", view = {}) {
    const isReset = name === "preset.-1";
    const wasTrained = this.view.epoch !== null;
    this.time.isPlaced = "epoch" in view;
    this.player.isPlaying = false;
    this.batches.leave();
    super.open(changes, name, { epoch: isReset ? null : this.view.epoch, ...view });
    this.display.seek(this.view.epoch ?? 0);
    if (wasTrained !== (this.view.epoch !== null)) this.computing.ask(this.request);
    if (isReset) this.rewind();
  }

  /** As the panel first opens: before training. */
  rewind() {
    this.running.stop();
    this.watched.forget();
    this.setView({ epoch: null });
    this.display.seek(0);
    this.computing.ask(this.request);
  }

  /** A run that was not changed right away. @param {Run} _run */
  settleRun(_run) {
    this.requestUpdate();
  }

  /** @param {RunRequest} request @param {string} path */
  setRequest(request, path) {
    const isGivenUp = !same(request, this.request) && this.running.age > GIVEN_UP_AFTER;
    if (isGivenUp) this.giveUp();
    super.setRequest(request, path);
  }

  /** Stops a training whose question is no longer asked. */
  giveUp() {
    this.time.isGivenUp = true;
    this.running.stop();
  }

  /** Goes to an epoch. @param {number} epoch @param {boolean} isSettled */
  seek(epoch, isSettled) {
    this.batches.leave();
    this.view = { ...this.view, epoch, batch: 0 };
    this.display.seek(epoch);
    if (isSettled) this.address.writeSoon("time");
  }

  /** @param {PopStateEvent} event */
  onHistory(event) {
    super.onHistory(event);
    this.batches.leave();
    this.display.seek(this.view.epoch ?? 0);
    if (this.view.epoch !== null && lastEpochOf(this.display.run.result) === 0)
      this.computing.ask(this.request);
  }

  /** The one big button: trains, stops the training, plays, pauses. */
  play() {
    if (this.isTraining) this.running.stop();
    else if (lastEpochOf(this.display.run.result) === 0) this.beginning.begin();
    else if (this.player.isPlaying) this.player.pause();
    else this.player.play();
  }

  /**
   * Some batches on or back, from the wanted moment or from an epoch.
   * @param {number} count @param {number} [from]
   */
  stepBatch(count, from) {
    this.player.isPlaying = false;
    this.batches.step(count, from);
  }

  get isSettled() {
    return super.isSettled && !this.isTraining && this.isThere;
  }

  /**
   * A run grows on the way to an answer: it is trained, and time goes to the epoch that shows it.
   * @param {import("../panel/answer_play.js").PlayedAnswer} answer @returns {Generator<number, boolean>}
   */
  stepsTo(answer) {
    return stepsToAnswer(this, answer);
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    const { run, index } = this.display.snapshot;
    this.result = run.result;
    this.watched.see(run.request, run.result.snapshots.epoch[index] ?? 0);
    super.update(changed);
  }
}
