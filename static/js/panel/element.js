/**
 * What every panel does: it owns the state, keeps it in the address, asks the server for the result,
 * and draws. A panel file adds its parts: for each `data-part` of its frame, a pure function of the
 * model that returns a template.
 */

import { html, ReactiveElement } from "../../vendor/vendor.js";
import "../controls/slider.js";
import { ask, Latest } from "../lib/api.js";
import { merged, same, valueAt, withValue } from "../lib/state.js";
import { PanelAddress } from "./address.js";
import { Drawers } from "./drawers.js";
import {
  copyLink,
  drawPart,
  showControls,
  showDrawer,
  showLiveNumbers,
  showPresets,
  Voice,
} from "./frame.js";
import { askAgain } from "./trouble.js";

/**
 * @typedef {Record<string, any>} Values
 * @typedef {{drawer: string, project: boolean}} View  what every panel's view holds
 * @typedef {{label: string, low: number, high: number, reach: [number, number], step: number,
 *   decimals: number, count: [number, number] | null, options: [string, string][]}} Control
 *   a field of the request: its bounds, how few and how many values a list holds, what may be chosen
 * @typedef {{request: Values, view: Values & View, result: Values & {sentence: string},
 *   constants: Values}} Model
 *   what a panel shows, and what its parts are made from
 */

/**
 * What the server put into the page.
 * @template {{request: object, view: View, result: {sentence: string}, constants: object}} M
 * @typedef {M & {slug: string, prefix: string, defaults: M["request"], viewDefaults: M["view"],
 *   controls: Record<string, Control>, presets: Preset<M>[],
 *   experiments: Record<string, {request: object, view: Partial<M["view"]>}>}} First
 */

/**
 * A state with a name: what differs from the defaults.
 * @template {{request: object}} M
 * @typedef {{name: string, request: Partial<M["request"]>}} Preset
 */

const CLOSE_WIDTH = 620;

/** @template {{request: object, view: View, result: {sentence: string}, constants: object}} [M=Model] */
export class PanelElement extends ReactiveElement {
  constructor() {
    super();
    /** @type {First<M>} */
    this.first = JSON.parse(this.querySelector("[data-first]")?.textContent ?? "{}");
    /** @type {M["request"]} */
    this.request = this.first.request;
    /** @type {M["view"]} */
    this.view = this.first.view;
    /** @type {M["result"]} */
    this.result = this.first.result;
    /**
     * What the result answers. It is drawn with it, so that no picture mixes two states.
     * @type {M["request"]}
     */
    this.answered = this.first.request;
    this.trouble = "";
    /** What is wrong with a question beside the panel's own: for a drawer, or a picture of a run. */
    this.troubleAside = "";
    this.isClose = false;
    this.address = new PanelAddress(this.first, () => ({ request: this.request, view: this.view }));
    this.voice = new Voice(this.querySelector("[data-speech]"));
    this.computing = new Latest(
      (/** @type {M["request"]} */ request) => ask(this.first.slug, this.question(request)),
      (result, request) => this.receive(result, request),
      (error, request) => this.fail(error, request),
    );
    this.drawers = new Drawers(
      this.first.slug,
      () => this.endTroubleAside(),
      (error) =>
        this.failAside(error, () => this.drawers.follow(this.view.drawer, this.question(this.request))),
    );
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("control-change", (event) => this.onControl(/** @type {CustomEvent} */ (event)));
    this.addEventListener("click", (event) => this.onClick(event));
    globalThis.addEventListener("popstate", (event) => this.onHistory(event));
    this.watchRoom();
    if (history.state?.[this.first.slug]?.isCut) this.onHistory(history);
    this.address.write("replace");
    this.drawers.follow(this.view.drawer, this.question(this.request));
    this.requestUpdate();
  }

  /** Pictures have less room on a phone, and must be seen from farther off on a projector. */
  watchRoom() {
    const look = () => {
      const isClose = this.view.project || this.clientWidth < CLOSE_WIDTH;
      if (isClose !== this.isClose) this.requestUpdate();
      this.isClose = isClose;
    };
    look();
    new ResizeObserver(look).observe(this);
  }

  /** The parts of the panel by name. @param {M} _model @returns {Record<string, unknown>} */
  parts(_model) {
    return {};
  }

  /**
   * A panel's own rules between fields: the request after `path` was set.
   * @param {Values} request @param {string} _path @returns {Values}
   */
  settle(request, _path) {
    return request;
  }

  /** What the server is asked. @param {M["request"]} request @returns {object} */
  question(request) {
    return request;
  }

  /** The bounds and options of a field of the request. @param {string} path */
  control(path) {
    return this.first.controls[path];
  }

  /** A seed after the present one; after the last comes the first. */
  nextSeed(path = "network.seed") {
    const seed = this.read(path);
    return seed >= this.control(path).high ? this.control(path).low : seed + 1;
  }

  /** How few and how many values a list of the request may hold. @param {string} path */
  countsOf(path) {
    const [fewest, most] = this.control(path)?.count ?? [0, Number.POSITIVE_INFINITY];
    return { fewest, most };
  }

  /** The value a control shows. @param {string} path */
  read(path) {
    return valueAt(this.request, path);
  }

  /** The request with a control's value in it. @param {string} path @param {unknown} value */
  written(path, value) {
    return withValue(this.request, path, value);
  }

  /** @param {CustomEvent<import("../controls/slider.js").Change>} event */
  onControl({ detail: { path, value, isSettled } }) {
    this.set(path, value, isSettled);
  }

  /**
   * Sets one field, as a control does.
   * @param {string} path @param {unknown} value @param {boolean} [isSettled]  false while it is dragged
   */
  set(path, value, isSettled = true) {
    this.setRequest(this.settle(this.written(path, value), path), isSettled ? path : "");
  }

  /**
   * @param {M["request"]} request @param {string} path  of the control that has settled, or "" while it moves
   */
  setRequest(request, path) {
    const isNew = !same(request, this.request);
    this.request = request;
    if (isNew) this.computing.ask(request);
    if (path) this.address.writeSoon(path);
    if (path.startsWith("preset") || !isNew) this.requestUpdate();
  }

  /** @param {Partial<M["view"]>} change  @param {"push" | "replace"} [how] */
  setView(change, how = "replace") {
    this.view = { ...this.view, ...change };
    this.isClose = this.view.project || this.clientWidth < CLOSE_WIDTH;
    this.address.write(how);
    this.drawers.follow(this.view.drawer, this.question(this.request));
    this.requestUpdate();
  }

  /** Back and forward bring the state of that moment. @param {{state: any}} event */
  onHistory(event) {
    const entry = event.state?.[this.first.slug];
    if (!entry) return;
    this.view = entry.view;
    this.address.lastPath = "";
    if (!same(entry.request, this.request)) this.computing.ask(entry.request);
    this.request = entry.request;
    this.drawers.follow(this.view.drawer, this.question(this.request));
    this.requestUpdate();
  }

  /** @param {M["result"]} result @param {M["request"]} request */
  receive(result, request) {
    this.result = result;
    this.answered = request;
    this.trouble = "";
    this.drawers.follow(this.view.drawer, this.question(this.request));
    this.requestUpdate();
  }

  /**
   * The last picture stays, a sentence says why, and the question is asked again until it is answered.
   * @param {Error} error @param {M["request"]} request @param {{ask: (request: M["request"]) => void}}
   *   [asking]  what asks the question
   */
  fail(error, request, asking = this.computing) {
    this.trouble = askAgain(error, () => same(request, this.request) && asking.ask(this.request));
    this.requestUpdate();
  }

  /**
   * A question beside the panel's own has failed: it is asked again.
   * @param {Error} error @param {() => void} again
   */
  failAside(error, again) {
    this.troubleAside = askAgain(error, again);
    this.requestUpdate();
  }

  /** Its answer has come. */
  endTroubleAside() {
    this.troubleAside = "";
    this.requestUpdate();
  }

  /** @param {Event} event */
  onClick(event) {
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action]")
    );
    if (!button) return;
    const { action, value = "" } = button.dataset;
    if (action === "preset") this.openPreset(Number(value));
    if (action === "reset") this.openPreset(-1);
    if (action === "drawer") this.openDrawer(this.view.drawer === value ? "none" : value);
    if (action === "copy-link") copyLink(button, this.address.isCut);
    if (action === "project") this.dispatchEvent(new CustomEvent("project", { bubbles: true }));
    this.act(action ?? "", value);
  }

  /** A panel's own buttons: what one does. @param {string} _action @param {string} _value */
  act(_action, _value) {}

  /** @param {string} drawer  "none" shuts all */
  openDrawer(drawer) {
    this.setView(/** @type {Partial<M["view"]>} */ ({ drawer }));
  }

  /** A preset by its place; −1 is the panel as it first opens. @param {number} index */
  openPreset(index) {
    this.open(index < 0 ? {} : this.first.presets[index].request, `preset.${index}`);
  }

  /** A state that the prose speaks of. Back leads to where it was opened. @param {string} name */
  openExperiment(name) {
    const { request, view } = this.first.experiments[name];
    this.open(request, "", view);
    this.address.write("push");
    this.requestUpdate();
  }

  /**
   * Opens the panel anew, with what differs from its defaults.
   * @param {object} changes @param {string} [name] @param {Partial<M["view"]>} [view]
   */
  open(changes, name = "preset", view = {}) {
    const { drawer, project } = this.view;
    this.view = { ...this.first.viewDefaults, drawer, project, ...view };
    this.setRequest(this.settle(merged(this.first.defaults, changes), ""), name);
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    super.update(changed);
    const { answered: request, view, result } = this;
    const model = /** @type {M} */ ({ request, view, result, constants: this.first.constants });
    showDrawer(this, this.view.drawer);
    const parts = { ...this.commonParts(), ...this.parts(model) };
    for (const [name, template] of Object.entries(parts)) drawPart(this, name, template);
    this.showControls();
    showPresets(this, (index) => this.isOn(this.first.presets[index]));
    showLiveNumbers(this.first.slug, this.result, this.answered);
    this.voice.say(this.result.sentence);
    this.setAttribute("data-ready", "");
  }

  /** @returns {Record<string, unknown>} */
  commonParts() {
    const words = this.trouble || this.troubleAside;
    return {
      trouble: words && html`<p class="trouble">${words}</p>`,
      ...this.drawers.parts(),
    };
  }

  showControls() {
    showControls(this, (path) => this.read(path));
  }

  /** Whether a preset is what the panel shows. @param {Preset<M>} preset */
  isOn(preset) {
    return same(this.request, merged(this.first.defaults, preset.request));
  }
}
