/** Training: a whole run, streamed from the server, and time that goes back and forth through it. */
import { html } from "../../vendor/vendor.js";
import { ask, askInParts, Latest, ProblemError } from "../lib/api.js";
import { merged, same, withValue } from "../lib/state.js";
import { Clock } from "../training/clock.js";
import { dataTiles, layerButtons, options } from "../training/controls.js";
import { diagnosisDrawer, firstFinding } from "../training/diagnosis.js";
import { exportDrawer, exported, imported } from "../training/export.js";
import { mathsOf } from "../training/maths.js";
import { mainPicture, networkOfMaps } from "../training/pictures.js";
import { pointsDrawer, pointsFrom } from "../training/points.js";
import { changedPaths, joined, unpacked, withBatches } from "../training/run.js";
import { RunLog, runsDrawer } from "../training/run_log.js";
import { applies, asked, differenceInWords, effective, settled } from "../training/settings.js";
import { confusion, curves, gradients, histogram, unitCard } from "../training/side.js";
import { Stage } from "../training/stage.js";
import { timeBar } from "../training/time_bar.js";
import { answerOf, sentenceOf } from "../training/words.js";
import { PanelElement } from "./panel_element.js";

/** @typedef {import("../training/stage.js").Run} Run */

/** A run that takes longer than this is shown while it grows; a shorter one when it is whole. */
const SHOWN_AFTER = 150;
const GIVEN_UP_AFTER = 300;
const SETTLED_AFTER = 700;
const SEEDS = 50;

class TrainingPanel extends PanelElement {
  constructor() {
    super();
    /** @type {any} */
    this.view = this.first.view;
    const run = { request: this.request, result: this.result, name: "" };
    this.stage = new Stage(
      run,
      () => this.requestUpdate(),
      (error) => this.fail(error, this.request),
    );
    this.log = new RunLog();
    /** @type {Run | null} The run that others are compared with. */
    this.compared = null;
    /** @type {any} The same run from many seeds. */
    this.family = null;
    this.isFamilyBusy = false;
    /** The class of the next example that is placed. */
    this.pointClass = 1;
    /** @type {(() => void) | undefined} What waits for the coming run. */
    this.once = undefined;
    /** @type {AbortController | null} */
    this.abort = null;
    this.started = 0;
    /** @type {any} */
    this.settling = null;
    this.computing = new Latest(
      (request) => this.train(request),
      (run) => this.arrive(/** @type {any} */ (run)),
      (error, request) => this.fail(error, request),
    );
    this.player = new Clock({
      last: () => this.stage.run.result.history.epoch.at(-1),
      now: () => this.view.epoch ?? 0,
      isReady: () => this.stage.isShowing(this.view.epoch ?? 0),
      pace: () => /** @type {any} */ (this.view),
      show: (epoch, isSettled) => this.seek(epoch, isSettled),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    this.stage.look();
    if (this.view.epoch !== null) this.resume();
    globalThis.addEventListener("pagehide", () => this.abort?.abort());
  }

  /** Trains what the address asks for, and goes to its place. */
  resume() {
    this.stage.seek(this.view.epoch);
    this.computing.ask(this.request);
    if (this.view.batch) this.once = () => this.stepBatch(this.view.batch, this.view.epoch);
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
      if (/** @type {Error} */ (error).name !== "AbortError" || !run.result.history) throw error;
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
    const before = this.stage.run.result.history.epoch.at(-1);
    const last = run.result.history.epoch.at(-1);
    const wasAtEnd = this.view.epoch !== null && this.view.epoch >= before && before > 0;
    this.trouble = "";
    this.answered = run.request;
    this.show(run);
    if (this.view.epoch > last || (wasAtEnd && !this.player.isPlaying)) this.seek(last, true);
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

  /** @param {any} request @param {string} path */
  settle(request, path) {
    return settled(request, path, this.first.defaults, this.result.settings.training);
  }

  /** @param {string} path */
  read(path) {
    const value = super.read(path);
    if (value !== null && value !== undefined) return value;
    return effective(path, this.request, this.result, this.first.constants);
  }

  /** @param {string} path @param {any} value */
  written(path, value) {
    if (!path.startsWith("network.hidden.")) return super.written(path, value);
    return withValue(withValue(this.request, "network.hidden", this.read("network.hidden")), path, value);
  }

  /** @param {any} preset */
  openPreset(preset) {
    const { epoch } = this.view;
    super.openPreset(preset);
    if (preset >= 0) this.setView({ epoch });
    else this.rewind();
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

  /** @param {Event} event */
  onClick(event) {
    super.onClick(event);
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action]")
    );
    const { action = "", value = "" } = button?.dataset ?? {};
    const act = /** @type {Record<string, () => void>} */ ({
      play: () => this.play(),
      epoch: () => (Number(value) > 0 ? this.player.next() : this.player.back()),
      batch: () => this.stepBatch(Number(value)),
      speed: () => this.setView({ speed: value }),
      loop: () => this.setView({ loop: !this.view.loop }),
      log: () => this.setView({ log: !this.view.log }),
      unit: () => this.setView({ unit: null }),
      compare: () => this.compare(),
      seeds: () => this.trainSeeds(),
      "change-layers": () => this.changeLayers(Number(value)),
      "try-fix": () => this.tryFix(Number(value)),
      "open-run": () => this.openRun(Number(value)),
      "forget-runs": () => this.log.clear(),
      export: () => exported(value, this),
    });
    act[action]?.();
    if (action in act) this.requestUpdate();
  }

  /** The one big button: trains, stops the training, plays, pauses. */
  play() {
    if (this.isTraining) this.abort?.abort();
    else if (this.view.epoch === null) this.begin();
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

  async trainSeeds() {
    const { request } = this;
    this.isFamilyBusy = true;
    try {
      const family = await ask("training/seeds", { ...this.question(request), seeds: SEEDS });
      if (same(request, this.request)) this.family = family;
    } catch (error) {
      this.fail(/** @type {Error} */ (error), request);
    }
    this.isFamilyBusy = false;
    this.requestUpdate();
  }

  /** One batch on or back, from the shown place or from an epoch. @param {number} count @param {number} [from] */
  async stepBatch(count, from) {
    this.player.isPlaying = false;
    const { run, place } = this.stage.scene;
    const here = from ?? run.result.snapshots.epoch[place];
    const epoch = count > 0 ? Math.floor(here) + 1 : Math.ceil(here);
    if (epoch < 1 || epoch > run.result.history.epoch.at(-1)) return;
    try {
      const batches = await ask("training/epoch", { ...this.question(run.request), epoch });
      const total = batches.parameters.length;
      const batch = Math.round((here - (epoch - 1)) * total) + count;
      this.stage.zoom(withBatches(run.result, batches), epoch - 1 + batch / total);
      this.view = { ...this.view, epoch: epoch - 1 + Math.floor(batch / total), batch: batch % total };
      this.address.writeSoon("time");
    } catch (error) {
      this.fail(/** @type {Error} */ (error), this.request);
    }
  }

  /** @param {number} count */
  changeLayers(count) {
    const hidden = this.read("network.hidden");
    const next = count > 0 ? [...hidden, hidden.at(-1) ?? 3] : hidden.slice(0, -1);
    this.set("network.hidden", next);
  }

  /** A finding's fix, applied; the run it is for stays for comparison. @param {number} index */
  tryFix(index) {
    const { change } = this.result.diagnosis[index].fix;
    this.compared = this.stage.run;
    let next = this.request;
    for (const [path, value] of Object.entries(change)) next = withValue(next, path, value);
    this.setRequest(next, "fix");
  }

  /** A run of the log, or of a file. @param {number} index */
  openRun(index) {
    const entry = this.log.entries.find(({ id }) => id === index);
    if (entry) this.restore(entry.asked);
  }

  /** @param {any} changes  what differs from the defaults */
  restore(changes) {
    if (this.view.epoch === null) this.view = { ...this.view, epoch: 0 };
    this.setRequest(merged(this.first.defaults, changes), "restore");
  }

  /** @param {File} file */
  async import(file) {
    try {
      this.restore(await imported(file));
    } catch (error) {
      this.trouble = /** @type {Error} */ (error).message;
      this.requestUpdate();
    }
  }

  /** Places examples by hand. @param {any[]} points */
  setPoints(points) {
    this.setRequest(
      this.settle({ ...this.request, dataset: { ...this.first.defaults.dataset, points } }, "dataset.points"),
      "dataset.points",
    );
  }

  /** @param {Map<string, any>} changed */
  update(changed) {
    this.result = this.stage.scene.run.result;
    super.update(changed);
    for (const control of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll(".panel-controls [data-path]")
    )) {
      control.hidden = !applies(control.dataset.path ?? "", this.request, this.result, this.first.constants);
    }
  }

  /** @param {import("./panel_element.js").Model} model */
  parts(model) {
    const { scene } = this.stage;
    const { result } = scene.run;
    const view = /** @type {any} */ (this.view);
    const parameters = unpacked(result.snapshots.parameters[scene.place], result.settings.layers);
    const unit = /** @type {[number, number] | null} */ (
      view.unit &&
      view.unit[0] < result.settings.layers.length &&
      view.unit[1] < result.settings.layers[view.unit[0]]
        ? view.unit
        : null
    );
    const onSeek = (/** @type {number} */ epoch, /** @type {boolean} */ isSettled) => {
      this.player.isPlaying = false;
      if (view.epoch !== null) this.seek(epoch, isSettled);
    };
    const onPlace =
      view.drawer === "points"
        ? (/** @type {number} */ x, /** @type {number} */ y) =>
            this.setPoints(pointsFrom(result, this.pointClass, x, y))
        : null;
    const change = this.compared && this.compared !== scene.run ? this.changeInWords(scene.run) : "";
    return {
      title: `${titleOf(model.constants, this.request)}, ${result.settings.layers.join(" → ")}`,
      tiles: dataTiles(this),
      layers: layerButtons(this),
      options: options(this),
      picture: html`<div class="training-pictures ${this.isClose ? "close" : ""}">
          <div>${mainPicture(scene, { unit, isClose: this.isClose, onPlace })}</div>
          <div>${networkOfMaps(scene, parameters, { unit, onSelect: (layer, place) => this.setView({ unit: [layer, place] }) })}</div>
        </div>`,
      inside: html`${unit ? unitCard(scene, parameters, unit) : ""}
        ${curves(scene, { compared: change ? this.compared : null, family: this.family, isLog: view.log, isClose: false, onSeek })}
        <div class="side-tools"><button type="button" class="quiet" data-action="log" aria-pressed=${String(view.log)}>log scale</button>${change ? html`<p class="change">dashed: ${change}</p>` : ""}</div>
        ${gradients(scene)}`,
      time: timeBar({
        scene,
        wanted: view.epoch ?? 0,
        isTrained: view.epoch !== null && result.history.epoch.length > 1,
        isPlaying: this.player.isPlaying,
        isTraining: this.isTraining,
        view: /** @type {any} */ (view),
        epochs: this.request.epochs,
        onSeek,
      }),
      answer: html`${answerOf(scene)}<div class="readings">${confusion(scene)}${histogram(parameters)}</div>`,
      sentence: sentenceOf(scene, { family: this.family, change, compared: this.compared }),
      finding: firstFinding(result, this),
      maths: mathsOf(scene),
      diagnosis: diagnosisDrawer(result),
      runs: runsDrawer(this.log, this),
      export: exportDrawer(this),
      points: pointsDrawer(this),
    };
  }

  /** @param {Run} run */
  changeInWords(run) {
    const paths = changedPaths(this.compared?.request, run.request);
    return differenceInWords(paths, this.compared?.request, run.request, this.first.controls);
  }
}

/** @param {any} constants @param {any} request */
function titleOf(constants, { dataset }) {
  if (dataset.points) return "Your points";
  return dataset.csv ? "Your table" : constants.datasets[dataset.name].title;
}

customElements.define("nudge-training", TrainingPanel);
