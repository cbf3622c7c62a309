/**
 * A panel that trains: beside its run in time, it compares a run with another, trains it from many seeds,
 * keeps it in the log and in files. What its runs look like and are called is its configuration.
 */
import { Later } from "../lib/later.js";
import { merged, withValue } from "../lib/state.js";
import { KEYS } from "../lib/storage.js";
import { RunElement } from "./element.js";
import { exported, imported } from "./files.js";
import { modelOf } from "./panel_model.js";
import { partsOf } from "./parts.js";
import { lastEpochOf } from "./run.js";
import { RunLog } from "./run_log.js";
import { Seeds } from "./seeds.js";

/** @typedef {import("./model.js").Run} Run */
/** @typedef {import("./model.js").Large} Large */

export class RunPanel extends RunElement {
  /** @param {import("./model.js").RunConfiguration} configuration */
  constructor(configuration) {
    super(configuration);
    /** @type {import("./model.js").RunView} */
    this.view = this.first.view;
    this.log = new RunLog(configuration.logKey ?? `${KEYS.runs}-${this.first.slug}`);
    /** @type {Run | null} The run that others are compared with. */
    this.compared = null;
    /** Whether a saved run is being read. */
    this.isOpening = false;
    this.seeds = this.createSeeds();
    this.npzScript = new Later(() => import("./npz.js"));
  }

  createSeeds() {
    return new Seeds({
      slug: this.first.slug,
      path: this.configuration.seedPath ?? "network.seed",
      question: (request) => this.question(request),
      changed: () => this.endTroubleAside(),
      failed: (error) => this.failAside(error, () => this.followLarge()),
    });
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("keydown", (event) => this.onEscape(event));
    this.followLarge();
  }

  /** The same run from many seeds, where they have been trained. */
  get family() {
    return this.seeds.of(this.request);
  }

  get isFamilyBusy() {
    return this.seeds.isBusy;
  }

  /** Into the log. @param {Run} run */
  settleRun(run) {
    const { result, request } = run;
    const { describe = inShort } = this.configuration;
    if (result.status && lastEpochOf(result) > 0)
      this.log.add(result, this.question(request), describe(result, request));
    this.followLarge();
    super.settleRun(run);
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
    this.seeds.forget();
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
      large: () => this.enlarge(/** @type {Large} */ (value)),
      "seeds-log": () => this.setView({ seeds_log: !this.view.seeds_log }),
      "open-seed": () => this.openSeed(Number(value)),
      "try-fix": () => this.tryFix(Number(value)),
      "open-run": () => this.openRun(Number(value)),
      "forget-runs": () => this.log.clear(),
      export: () => exported(value, this),
    };
  }

  /** Keeps the present run beside those to come, or lets it go. */
  compare() {
    this.compared = this.compared ? null : this.display.run;
    if (this.compared) this.seek(0, true);
  }

  /** What stands in place of the pictures; what does already gives way. @param {Large} what */
  enlarge(what) {
    this.setView({ large: this.view.large === what ? "none" : what });
    this.followLarge();
  }

  /** By key: the curves in place of the pictures, or the pictures again. */
  toggleLarge() {
    this.enlarge(this.isLarge ? this.view.large : "curves");
  }

  get isLarge() {
    return this.view.large !== "none";
  }

  /** Trains the seeds that are shown. */
  followLarge() {
    if (this.view.large.startsWith("seed")) this.seeds.train(this.request);
    this.requestUpdate();
  }

  /** @param {KeyboardEvent} event */
  onEscape(event) {
    if (event.key !== "Escape" || event.defaultPrevented || !this.isLarge) return;
    if (this.view.drawer === "none" && !this.hasAttribute("data-settings")) this.toggleLarge();
  }

  /** The run of one seed, in the pictures. @param {number} seed */
  openSeed(seed) {
    this.setView({ large: "none" });
    if (this.view.epoch === null) this.view = { ...this.view, epoch: 0 };
    this.set(this.seeds.path, seed);
  }

  /** A finding's fix, applied; the run it is for stays for comparison. @param {number} index */
  tryFix(index) {
    this.compared = this.display.run;
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

  /** A run of the log, or of a file. @param {object} changes  what differs from the defaults */
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

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    if (this.isLarge) this.dataset.large = this.view.large;
    else delete this.dataset.large;
    super.update(changed);
    if (this.view.large.startsWith("seed") && this.family) this.voice.say(this.family.sentence);
  }

  /** @param {import("./model.js").RunShape} _model */
  parts(_model) {
    const model = modelOf(this);
    return { ...partsOf(model, this.configuration), ...this.ownParts(model) };
  }

  /**
   * The parts that only this panel has, or has otherwise.
   * @param {import("./model.js").RunModel} _model
   * @returns {Record<string, unknown>}
   */
  ownParts(_model) {
    return {};
  }
}

/** @param {import("./model.js").RunResult} result */
function inShort({ settings }) {
  return `${settings.layers.join("→")}, ${settings.optimizer.name} η ${settings.optimizer.learning_rate}`;
}
