/** Training: a whole run, streamed from the server, and time that goes back and forth through it. */
import { html } from "../../vendor/vendor.js";
import { merged, withValue } from "../lib/state.js";
import { showFormula } from "../panel/frame.js";
import { actions, dataTiles, layerButtons, options } from "../run/controls.js";
import { diagnosisDrawer, firstFinding } from "../run/diagnosis.js";
import { exportDrawer, exported, imported } from "../run/export.js";
import { mathsOf } from "../run/maths.js";
import { RunPanel } from "../run/panel.js";
import { mainPicture } from "../run/pictures.js";
import { pointsDrawer, pointsFrom } from "../run/points.js";
import { changedPaths, unpacked } from "../run/run.js";
import { runsDrawer } from "../run/runs_drawer.js";
import { applies, differenceInWords, effective, optionsOf, settled } from "../run/settings.js";
import { confusion, curves, gradients, histogram, unitCard } from "../run/side.js";
import { timeBar } from "../run/time_bar.js";
import { networkOfMaps } from "../run/unit_maps.js";
import { answerOf, sentenceOf } from "../run/words.js";

/** @typedef {import("../run/stage.js").Run} Run */

class TrainingPanel extends RunPanel {
  constructor() {
    super();
    /** @type {HTMLElement[]} The controls with options, some of which do not always go with the rest. */
    this.choices = Array.from(this.querySelectorAll(".panel-controls nudge-choice[data-path]"));
  }

  /** @param {any} request @param {string} path */
  settle(request, path) {
    return settled(request, path, this.first.defaults, this.result.settings.training);
  }

  /** What the run goes by where the request leaves it open. @param {string} path */
  read(path) {
    const value = super.read(path);
    const isFitted = path === "loss" || path === "network.output_activation";
    if (!isFitted && value !== null && value !== undefined) return value;
    return effective(path, this.request, this.result, this.first.constants);
  }

  /** A list that was left open is filled in before one of its numbers is set. @param {string} path @param {any} value */
  written(path, value) {
    const list = path.replace(/\.\d+$/, "");
    const isOpen = list !== path && super.read(list) === null;
    const request = isOpen ? withValue(this.request, list, this.read(list)) : this.request;
    return withValue(request, path, value);
  }

  /** A preset is trained as what was there before; a reset goes back to before training. @param {any} changes @param {string} [name] @param {any} [view] */
  open(changes, name = "preset", view = {}) {
    const isReset = name === "preset.-1";
    this.isPlaced = "epoch" in view;
    super.open(changes, name, { epoch: isReset ? null : this.view.epoch, ...view });
    if (isReset) this.rewind();
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
    this.isOpening = true;
    this.trouble = "";
    try {
      this.restore(await imported(file));
    } catch (error) {
      this.trouble = /** @type {Error} */ (error).message;
    } finally {
      this.isOpening = false;
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
    showFormula(this, this.result.settings.optimizer.name);
    for (const control of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll(".panel-controls [data-path]")
    )) {
      const isIdle = !applies(control.dataset.path ?? "", this.request, this.result, this.first.constants);
      if (control.hidden !== isIdle) control.hidden = isIdle;
    }
    for (const choice of this.choices) {
      const allowed = optionsOf(choice.dataset.path ?? "", this.result, this.first.constants);
      for (const option of choice.getElementsByTagName("option"))
        option.disabled = allowed !== null && !allowed.includes(option.value);
    }
  }

  /** @param {import("../panel/model.js").Model} model */
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
      if (view.epoch !== null) this.seek(this.stage.toward(epoch), isSettled);
    };
    const onPlace =
      view.drawer === "points"
        ? (/** @type {number} */ x, /** @type {number} */ y) =>
            this.setPoints(pointsFrom(result, this.pointClass, x, y, this.request))
        : null;
    const change = this.compared && this.compared !== scene.run ? this.changeInWords(scene.run) : null;
    return {
      title: `${titleOf(model.constants, this.request)}, ${result.settings.layers.join(" → ")}`,
      tiles: dataTiles(this),
      layers: layerButtons(this),
      options: options(this),
      picture: html`<div class="training-pictures ${this.isClose ? "close" : ""}">
          <div>${mainPicture(scene, { unit, isClose: this.isClose, onPlace })}</div>
          <div>${networkOfMaps(scene, parameters, { unit, isWide: view.project, onSelect: (layer, place) => this.setView({ unit: [layer, place] }) })}</div>
        </div>`,
      inside: html`${unit ? unitCard(scene, parameters, unit) : ""}
        ${curves(scene, { compared: change ? this.compared : null, family: this.family, isLog: view.log, isTall: view.project, onSeek })}
        <div class="side-tools"><button type="button" class="quiet" data-action="log" aria-pressed=${String(view.log)}>log scale</button>${change ? html`<p class="change">dashed: kept, ${change.kept}</p>` : ""}</div>
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
      actions: actions(this),
      finding: firstFinding(result, this),
      // Lists of runs and examples are long: made when their drawer is open
      maths: () => mathsOf(scene),
      diagnosis: () => diagnosisDrawer(result),
      runs: () => runsDrawer(this.log, this),
      export: () => exportDrawer(this),
      points: () => pointsDrawer(this),
    };
  }

  /** @param {Run} run */
  changeInWords(run) {
    const paths = changedPaths(this.compared?.request, run.request);
    return paths.length
      ? differenceInWords(paths, this.compared?.request, run.request, this.first.controls)
      : null;
  }
}

/** @param {any} constants @param {any} request */
function titleOf(constants, { dataset }) {
  if (dataset.points) return "Your points";
  return dataset.csv ? "Your table" : constants.datasets[dataset.name].title;
}

customElements.define("nudge-training", TrainingPanel);
