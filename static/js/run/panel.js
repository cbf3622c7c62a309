/**
 * A panel with a run in it: asks the server for it in parts, keeps its place in time, plays it, compares it with
 * another, trains it from many seeds. What is drawn of it is the panel's own.
 */
import { ask, askInParts, Latest, ProblemError } from "../lib/api.js";
import { same } from "../lib/state.js";
import { PanelElement } from "../panel/element.js";
import { Batches } from "./batches.js";
import { Clock } from "./clock.js";
import { joined } from "./run.js";
import { RunLog } from "./run_log.js";
import { asked } from "./settings.js";
import { Stage } from "./stage.js";

/** @typedef {import("./stage.js").Run} Run */

/** A run that takes longer than this is shown while it grows; a shorter one when it is whole. */
const SHOWN_AFTER = 150;
const GIVEN_UP_AFTER = 300;
const SETTLED_AFTER = 700;
const SEEDS = 50;

export class RunPanel extends PanelElement {
  constructor() {
    super();
    /** @type {any} */
    this.view = this.first.view;
    const run = { request: this.request, result: this.result, name: "" };
    this.stage = new Stage(
      run,
      () => (this.isThere ? this.endTroubleAside() : this.requestUpdate()),
      (error) => this.failMaps(error),
    );
    this.log = new RunLog();
    /** @type {Run | null} The run that others are compared with. */
    this.compared = null;
    /** @type {any} The same run from many seeds. */
    this.family = null;
    /** Whether a saved run is being read. */
    this.isOpening = false;
    /** The class of the next example that is placed. */
    this.pointClass = 1;
    /** @type {(() => void) | undefined} What waits for the coming run. */
    this.once = undefined;
    /** @type {AbortController | null} */
    this.abort = null;
    this.started = 0;
    /** Whether the place in time was opened with the run, and not left over from the run before. */
    this.isPlaced = false;
    /** @type {number | null} The end of the run before, if time stood there: it goes to the end of the next one. */
    this.end = null;
    /** @type {any} */
    this.settling = null;
    this.computing = new Latest(
      (request) => this.train(request),
      (run) => this.arrive(/** @type {any} */ (run)),
      (error, request) => this.fail(error, request),
    );
    this.seeding = new Latest(
      (request) => ask("training/seeds", { ...this.question(request), seeds: SEEDS }),
      (family, request) => {
        if (same(request, this.request)) Object.assign(this, { family, trouble: "" });
        this.requestUpdate();
      },
      (error, request) => this.fail(error, request, this.seeding),
    );
    this.batches = new Batches({
      stage: this.stage,
      question: (request) => this.question(request),
      moved: (epoch, batch) => {
        this.view = { ...this.view, epoch, batch };
        this.address.writeSoon("time");
      },
      failed: (error, again) => this.failAside(error, again),
    });
    this.player = new Clock({
      last: () => this.stage.run.result.history.epoch.at(-1),
      now: () => this.view.epoch ?? 0,
      isReady: () => this.isThere,
      pace: () => /** @type {any} */ (this.view),
      show: (epoch, isSettled) => this.seek(isSettled ? this.stage.toward(epoch) : epoch, isSettled),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.stage.look();
    if (this.view.epoch !== null) this.resume();
    this.followPage();
  }

  /** Whoever leaves the page stops its run; whoever comes back to it, as it was, finds the run going on. */
  followPage() {
    let wasTraining = false;
    globalThis.addEventListener("pagehide", () => {
      wasTraining = this.isTraining;
      this.abort?.abort();
    });
    globalThis.addEventListener("pageshow", ({ persisted }) => {
      if (persisted && wasTraining) this.computing.ask(this.request);
    });
  }

  /** Whether the wanted place is what the screen shows. */
  get isThere() {
    return this.stage?.isShowing(this.view.epoch ?? 0) ?? false;
  }

  /** Maps that were fetched ahead can wait; those of the wanted place are asked for again. @param {Error} error */
  failMaps(error) {
    if (!this.isThere) this.failAside(error, () => this.stage.look());
  }

  /** Trains what the address asks for, and goes to its place. */
  resume() {
    this.stage.seek(this.view.epoch);
    this.computing.ask(this.request);
    if (this.view.batch) this.once = () => this.stepBatch(this.view.batch, this.view.epoch);
  }

  get isFamilyBusy() {
    return this.seeding.isBusy;
  }

  get isTraining() {
    return this.abort !== null;
  }

  /** Only what differs from the defaults: what is left out fits the data. @param {any} request */
  question(request) {
    return asked(request, this.first.defaults);
  }

  /** The run of a request: in parts as it is trained, or before training. @param {any} request @returns {Promise<Run>} */
  async train(request) {
    const question = this.question(request);
    if (this.view.epoch === null) {
      return { request, result: await ask("training", { ...question, epochs: 0 }), name: "" };
    }
    const before = this.stage.run.result.history.epoch.at(-1);
    this.end = !this.isPlaced && before > 0 && this.view.epoch >= before ? this.view.epoch : null;
    /** @type {Run} */
    const run = { request, result: {}, name: "" };
    this.abort = new AbortController();
    this.started = performance.now();
    try {
      for await (const part of askInParts("training", question, this.abort.signal)) {
        if (part.problem) throw new ProblemError(part.problem);
        joined(run.result, part);
        if (performance.now() - this.started > SHOWN_AFTER) this.show(run);
      }
    } catch (error) {
      if (/** @type {Error} */ (error).name !== "AbortError") throw error;
      // Stopped before anything came: what was there stays
      if (!run.result.history) return this.stage.run;
      run.result.status ??= "stopped";
    } finally {
      this.abort = null;
    }
    return run;
  }

  /** A run, whole or growing. @param {Run} run */
  show(run) {
    if (this.stage.run === run) this.stage.look();
    else this.stage.take(run);
  }

  /** A run that has come to its end. @param {Run} run */
  arrive(run) {
    const last = run.result.history.epoch.at(-1);
    const stays = this.end !== null && this.view.epoch === this.end && !this.player.isPlaying;
    this.trouble = "";
    this.isPlaced = false;
    this.answered = run.request;
    this.show(run);
    if (this.view.epoch > last || stays) this.seek(last, true);
    this.drawers.follow(this.view.drawer, this.question(run.request));
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settleRun(run), SETTLED_AFTER);
    const next = this.once;
    this.once = undefined;
    next?.();
    this.requestUpdate();
  }

  /** A run that was not changed right away goes into the log. @param {Run} run */
  settleRun(run) {
    if (run.result.status && run.result.history.epoch.length > 1)
      this.log.add(run, this.question(run.request));
    this.requestUpdate();
  }

  /** @param {any} request @param {string} path */
  setRequest(request, path) {
    if (!same(request, this.request)) {
      this.family = null;
      const isLong = this.isTraining && performance.now() - this.started > GIVEN_UP_AFTER;
      if (isLong) this.abort?.abort();
    }
    super.setRequest(request, path);
  }

  /** The panel anew: before training, or trained and at an epoch. @param {any} changes @param {string} [name] @param {any} [view] */
  open(changes, name, view) {
    const wasTrained = this.view.epoch !== null;
    this.player.isPlaying = false;
    super.open(changes, name, view);
    this.stage.seek(this.view.epoch ?? 0);
    if (wasTrained !== (this.view.epoch !== null)) this.computing.ask(this.request);
  }

  /** As the panel first opens: before training. */
  rewind() {
    this.abort?.abort();
    this.compared = null;
    this.family = null;
    this.setView({ epoch: null });
    this.stage.seek(0);
    this.computing.ask(this.request);
  }

  /** Goes to an epoch. @param {number} epoch @param {boolean} isSettled */
  seek(epoch, isSettled) {
    this.view = { ...this.view, epoch, batch: 0 };
    this.stage.seek(epoch);
    if (isSettled) this.address.writeSoon("time");
  }

  /** @param {PopStateEvent} event */
  onHistory(event) {
    super.onHistory(event);
    this.stage.seek(this.view.epoch ?? 0);
    if (this.view.epoch !== null && this.stage.run.result.history.epoch.length < 2)
      this.computing.ask(this.request);
  }

  /** The one big button: trains, stops the training, plays, pauses. */
  play() {
    if (this.isTraining) this.abort?.abort();
    else if (this.stage.run.result.history.epoch.length < 2) this.begin();
    else if (this.player.isPlaying) this.player.pause();
    else this.player.play();
  }

  /** Trains, and plays the run from its start. */
  begin() {
    this.setView({ epoch: 0 });
    this.once = () => {
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.seek(this.player.run.last(), true);
      else this.player.play();
    };
    this.computing.ask(this.request);
  }

  /** Keeps the present run beside those to come, or lets it go. */
  compare() {
    this.compared = this.compared ? null : this.stage.run;
    if (this.compared) this.seek(0, true);
  }

  /** The same run from many seeds. */
  trainSeeds() {
    this.seeding.ask(this.request);
    this.requestUpdate();
  }

  /** Some batches on or back, from the wanted place or from an epoch. @param {number} count @param {number} [from] */
  stepBatch(count, from) {
    this.player.isPlaying = false;
    this.batches.step(count, from);
  }
}
