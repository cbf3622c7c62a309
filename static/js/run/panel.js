/**
 * A panel that trains: beside its run in time, it compares a run with another, trains it from many seeds,
 * keeps it in the log and in files. What its runs look like and are called is its configuration.
 */
import { ask, Latest } from "../lib/api.js";
import { merged, same, withValue } from "../lib/state.js";
import { KEYS } from "../lib/storage.js";
import { RunElement } from "./element.js";
import { exported, imported } from "./files.js";
import { modelOf } from "./panel_model.js";
import { partsOf } from "./parts.js";
import { lastEpochOf } from "./run.js";
import { RunLog } from "./run_log.js";

/** @typedef {import("./model.js").Run} Run */

const SEEDS = 50;

export class RunPanel extends RunElement {
  /** @param {import("./model.js").RunConfiguration} configuration */
  constructor(configuration) {
    super(configuration);
    this.log = new RunLog(configuration.logKey ?? `${KEYS.runs}-${this.first.slug}`);
    /** @type {Run | null} The run that others are compared with. */
    this.compared = null;
    /** @type {import("./model.js").Family | null} The same run from many seeds. */
    this.family = null;
    /** Whether a saved run is being read. */
    this.isOpening = false;
    this.seeding = this.createSeeding();
  }

  createSeeding() {
    return new Latest(
      (/** @type {any} */ request) =>
        ask(`${this.first.slug}/seeds`, { ...this.question(request), seeds: SEEDS }),
      (family, request) => {
        if (same(request, this.request)) Object.assign(this, { family, trouble: "" });
        this.requestUpdate();
      },
      (error, request) => this.fail(error, request, this.seeding),
    );
  }

  get isFamilyBusy() {
    return this.seeding.isBusy;
  }

  /** Into the log. @param {Run} run */
  settleRun(run) {
    const { result, request } = run;
    const { describe = inShort } = this.configuration;
    if (result.status && lastEpochOf(result) > 0)
      this.log.add(result, this.question(request), describe(result, request));
    super.settleRun(run);
  }

  /** @param {any} request @param {string} path */
  setRequest(request, path) {
    if (!same(request, this.request)) this.family = null;
    super.setRequest(request, path);
  }

  /** @param {import("../panel/answer_play.js").PlayedAnswer} answer */
  endAt(answer) {
    super.endAt(answer);
    this.actions("")[answer.then]?.();
  }

  get isSettled() {
    return super.isSettled && !this.isFamilyBusy;
  }

  rewind() {
    this.compared = null;
    this.family = null;
    super.rewind();
  }

  /** @param {Event} event */
  onClick(event) {
    super.onClick(event);
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action]")
    );
    const { action = "", value = "" } = button?.dataset ?? {};
    const act = /** @type {(() => void) | undefined} */ (this.actions(value)[action]);
    if (!act) return;
    act();
    this.requestUpdate();
  }

  /**
   * What the buttons do, by their action; a panel adds its own.
   * @param {string} value
   * @returns {Record<string, () => void>}
   */
  actions(value) {
    return {
      play: () => this.play(),
      epoch: () => (Number(value) > 0 ? this.player.next() : this.player.back()),
      batch: () => this.stepBatch(Number(value)),
      speed: () => this.setView({ speed: value }),
      loop: () => this.setView({ loop: !this.view.loop }),
      log: () => this.setView({ log: !this.view.log }),
      unit: () => this.setView({ unit: null }),
      compare: () => this.compare(),
      seeds: () => this.trainSeeds(),
      "try-fix": () => this.tryFix(Number(value)),
      "open-run": () => this.openRun(Number(value)),
      "forget-runs": () => this.log.clear(),
      export: () => exported(value, this),
    };
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

  /** A finding's fix, applied; the run it is for stays for comparison. @param {number} index */
  tryFix(index) {
    this.compared = this.stage.run;
    let next = this.request;
    for (const [path, value] of Object.entries(this.result.diagnosis?.[index]?.fix.change ?? {}))
      next = withValue(next, path, value);
    this.setRequest(next, "fix");
  }

  /** A run of the log. @param {number} index */
  openRun(index) {
    const entry = this.log.entries.find(({ id }) => id === index);
    if (entry) this.restore(entry.asked);
  }

  /** A run of the log, or of a file. @param {any} changes  what differs from the defaults */
  restore(changes) {
    if (this.view.epoch === null) this.view = { ...this.view, epoch: 0 };
    this.setRequest(merged(this.first.defaults, changes), "restore");
  }

  /** @param {File} file */
  async import(file) {
    this.isOpening = true;
    this.trouble = "";
    try {
      this.restore(await imported(file, this.first.slug));
    } catch (error) {
      this.trouble = /** @type {Error} */ (error).message;
    } finally {
      this.isOpening = false;
      this.requestUpdate();
    }
  }

  /** @param {import("./model.js").RunShape} _model */
  parts(_model) {
    const model = modelOf(this);
    return { ...partsOf(model, this.configuration), ...this.ownParts(model) };
  }

  /**
   * The parts that only this panel has, or has otherwise.
   * @param {import("./model.js").RunModel} _model
   * @returns {Record<string, any>}
   */
  ownParts(_model) {
    return {};
  }
}

/** @param {import("./model.js").RunResult} result */
function inShort({ settings }) {
  return `${settings.layers.join("→")}, ${settings.optimizer.name} η ${settings.optimizer.learning_rate}`;
}
