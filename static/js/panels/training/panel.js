/** Training: a whole run, streamed from the server, and time that goes back and forth through it. */
import { html } from "../../../vendor/vendor.js";
import { withValue } from "../../lib/state.js";
import { KEYS } from "../../lib/storage.js";
import { showFormula } from "../../panel/frame.js";
import { exportDrawer } from "../../run/export.js";
import { maps } from "../../run/maps.js";
import { OwnData } from "../../run/own_data.js";
import { RunPanel } from "../../run/panel.js";
import { planeAndNetwork } from "../../run/pictures.js";
import { isOwnData } from "../../run/placed.js";
import { dataTiles, inputChoices, layerButtons, options } from "./controls.js";
import { onward } from "./onward.js";
import { applies, effective, optionsOf, settled } from "./settings.js";

/**
 * @typedef {import("../../run/model.js").RunModel} RunModel
 * @typedef {import("../../run/model.js").RunResult} RunResult
 * @typedef {import("./settings.js").TrainingRequest} TrainingRequest
 */

export class TrainingPanel extends RunPanel {
  constructor() {
    super({
      loader: maps,
      logKey: KEYS.runs,
      title: (result, request) => this.titleOf(result, request),
      picture: (model) => planeAndNetwork(model, this.placing()),
      describe: describeRun,
      fileName: (request) => nameOf(request.dataset, "points", "table"),
    });
    this.own = new OwnData(this);
    /** @type {HTMLElement[]} The controls with options, some of which do not always go with the rest. */
    this.choices = Array.from(
      this.querySelectorAll(":is(.panel-taught, .panel-settings) nudge-choice[data-path]"),
    );
  }

  connectedCallback() {
    if (this.own.table.refused) this.showSheet();
    super.connectedCallback();
  }

  /** @returns {import("./settings.js").Constants} */
  get constants() {
    return /** @type {import("./settings.js").Constants} */ (this.first.constants);
  }

  /** @param {TrainingRequest} request @param {string} path */
  settle(request, path) {
    return settled(request, path, this.first.defaults, this.result.settings.training);
  }

  /** What the run goes by where the request leaves it open. @param {string} path */
  read(path) {
    const value = super.read(path);
    const isFitted = path === "loss" || path === "network.output_activation";
    if (!isFitted && value !== null && value !== undefined) return value;
    const fitted = effective(path, this.request, this.result, this.constants);
    return fitted ?? this.limits.of(path)?.default ?? 0;
  }

  /**
   * A list that was left open is filled in before one of its numbers is set.
   * @param {string} path @param {unknown} value
   */
  written(path, value) {
    const list = path.replace(/\.\d+$/, "");
    const isOpen = list !== path && super.read(list) === null;
    const request = isOpen ? withValue(this.request, list, this.read(list)) : this.request;
    return withValue(request, path, value);
  }

  /** @param {string} value */
  actions(value) {
    return {
      ...super.actions(value),
      "change-layers": () => this.changeLayers(Number(value)),
      "own-data": () => this.openOwnData(),
    };
  }

  /** @param {number} count */
  changeLayers(count) {
    const hidden = this.read("network.hidden");
    const next = count > 0 ? [...hidden, hidden.at(-1) ?? 3] : hidden.slice(0, -1);
    this.set("network.hidden", next);
  }

  /** Opens the sheet for data of one's own; drawn ones are not, so it starts from two examples. */
  openOwnData() {
    if (!isOwnData(this.request.dataset)) this.own.restart();
    this.openDrawer("points");
  }

  /**
   * Other data in place of those there are.
   * @param {Partial<Api.DataSpec>} fields  that differ from the defaults
   */
  setOwnData(fields) {
    const dataset = { ...this.first.defaults.dataset, ...fields };
    const path = fields.csv ? "dataset.csv" : "dataset.points";
    this.setRequest(this.settle({ ...this.request, dataset }, path), path);
  }

  /**
   * What a click in the plane does while the sheet is open.
   * @returns {((x: number, y: number) => void) | null}
   */
  placing() {
    if (this.view.drawer !== "points" || this.result.data.task === "regression") return null;
    return (...place) => this.own.placeAt(place);
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    super.update(changed);
    showFormula(this, this.result.settings.optimizer.name);
    for (const control of /** @type {NodeListOf<HTMLElement>} */ (
      this.querySelectorAll(":is(.panel-taught, .panel-settings) [data-path]")
    )) {
      const isIdle = !applies(control.dataset.path ?? "", this.request, this.result, this.constants);
      if (control.hidden !== isIdle) control.hidden = isIdle;
    }
    for (const choice of this.choices) {
      const allowed = optionsOf(choice.dataset.path ?? "", this.result, this.constants);
      for (const option of choice.getElementsByTagName("option"))
        option.disabled = allowed !== null && !allowed.includes(option.value);
    }
  }

  /** @param {RunModel} model */
  ownParts({ request, constants, snapshot, on }) {
    const { data, settings } = snapshot.run.result;
    const isPlane = data.inputs[0]?.length === 2;
    /** @type {import("./controls.js").SetField} */
    const set = (path, value) => {
      this.set(path, value);
      this.requestUpdate(); // the next click is to find what this one chose
    };
    return {
      tiles: dataTiles(this.constants, this.limits.of("dataset.name").label, request.dataset, (name) =>
        set("dataset.name", name),
      ),
      inputs: inputChoices(request.dataset, isPlane, this.limits, constants.features, set),
      layers: layerButtons(this.read("network.hidden").length, this.limits.counts("network.hidden").most),
      options: options(request, settings, this.limits, set),
      // A list of examples is long: made when its sheet is open
      points: () => this.own.sheet(),
      export: () => html`${onward(request, this.first.defaults)}${exportDrawer(on.openFile)}`,
    };
  }

  /** @param {RunResult} result @param {TrainingRequest} request */
  titleOf({ settings }, { dataset }) {
    const drawn = this.first.constants.datasets[dataset.name].title;
    const data = dataset.points ? "Your points" : dataset.csv ? "Your table" : drawn;
    return `${data}, ${settings.layers.join(" → ")}`;
  }
}

/** @param {RunResult} result @param {TrainingRequest} request */
function describeRun({ settings }, { dataset }) {
  const { name, learning_rate: rate } = settings.optimizer;
  return `${nameOf(dataset, "own points", "own table")}, ${settings.layers.join("→")}, ${name} η ${rate}`;
}

/** What the data are called. @param {Api.DataSpec} dataset @param {string} points @param {string} table */
function nameOf(dataset, points, table) {
  return dataset.points ? points : dataset.csv ? table : dataset.name;
}

customElements.define("nudge-training", TrainingPanel);
