/**
 * What every panel does: it owns the state, keeps it in the address, asks the server for the result,
 * and draws. A panel file adds its parts: for each `data-part` of its frame, a pure function of the
 * model that returns a template.
 */

import { html, ReactiveElement } from "../../vendor/vendor.js";
import { ask, Latest, ProblemError } from "../lib/api.js";
import { merged, same, valueAt, withValue } from "../lib/state.js";
import { writeQuery } from "../lib/url_state.js";
import {
  copyLink,
  drawPart,
  showControls,
  showDrawer,
  showLiveNumbers,
  showPresets,
  Voice,
} from "./panel_frame.js";

/**
 * @typedef {Record<string, any>} Values
 * @typedef {{slug: string, prefix: string, defaults: Values, request: Values, view: Values,
 *   viewDefaults: Values, result: any, presets: {name: string, request: Values}[], controls: Values,
 *   constants: any}} First  what the server put into the page
 * @typedef {{request: Values, view: Values, result: any, constants: any, code: any, panel: any}} Model
 */

const CLOSE_WIDTH = 620;
const HISTORY_GAP = 900;
const ADDRESS_DELAY = 40;
const CODE_DRAWERS = ["numpy", "pytorch", "sklearn", "api"];

export class PanelElement extends ReactiveElement {
  constructor() {
    super();
    /** @type {First} */
    this.first = JSON.parse(this.querySelector("[data-first]")?.textContent ?? "{}");
    this.request = this.first.request;
    this.view = this.first.view;
    this.result = this.first.result;
    /** @type {any} */
    this.code = null;
    /** @type {((code: any, name: string) => any) | null} */
    this.listing = null;
    this.trouble = "";
    this.isClose = false;
    this.lastPush = 0;
    /** @type {any} */
    this.remembering = null;
    this.lastPath = "";
    this.voice = new Voice(this.querySelector("[data-speech]"));
    this.computing = new Latest(
      (/** @type {Values} */ request) => ask(this.first.slug, request),
      (result) => this.receive(result),
      (error, request) => this.fail(error, request),
    );
    this.coding = new Latest(
      (/** @type {Values} */ request) => ask(`code/${this.first.slug}`, request),
      (code) => this.receiveCode(code),
      (error, request) => this.fail(error, request),
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
    if (!history.state) history.replaceState({}, "");
    this.watchRoom();
    this.remember("replace");
    this.loadCode();
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

  /** The parts of the panel by name. @param {Model} _model @returns {Record<string, any>} */
  parts(_model) {
    return {};
  }

  /** A panel's own rules between fields: the request after `path` was set. @param {Values} request @param {string} _path @returns {Values} */
  settle(request, _path) {
    return request;
  }

  /** The value a control shows. @param {string} path */
  read(path) {
    return valueAt(this.request, path);
  }

  /** The request with a control's value in it. @param {string} path @param {any} value */
  written(path, value) {
    return withValue(this.request, path, value);
  }

  /** @param {CustomEvent<import("../controls/slider.js").Change>} event */
  onControl({ detail: { path, value, isSettled } }) {
    const request = this.settle(this.written(path, value), path);
    this.setRequest(request, isSettled ? path : "");
  }

  /** @param {Values} request @param {string} path  of the control that has settled, or "" while it moves */
  setRequest(request, path) {
    const isNew = !same(request, this.request);
    this.request = request;
    if (isNew) this.computing.ask(request);
    if (path) this.rememberSoon(this.isNewEntry(path) ? "push" : "replace");
    if (path.startsWith("preset") || !isNew) this.requestUpdate();
  }

  /** The address can wait until the picture is painted; the first of several hows counts. @param {"push" | "replace"} how */
  rememberSoon(how) {
    if (this.remembering) return;
    this.remembering = setTimeout(() => {
      this.remembering = null;
      this.remember(how);
    }, ADDRESS_DELAY);
  }

  /** @param {Values} change  @param {"push" | "replace"} [how] */
  setView(change, how = "replace") {
    this.view = { ...this.view, ...change };
    this.isClose = this.view.project || this.clientWidth < CLOSE_WIDTH;
    this.remember(how);
    this.loadCode();
    this.requestUpdate();
  }

  /** Held keys and quick repeats on one control are one entry of the history. @param {string} path */
  isNewEntry(path) {
    const now = Date.now();
    const isNew = path !== this.lastPath || now - this.lastPush > HISTORY_GAP;
    this.lastPath = path;
    this.lastPush = now;
    return isNew;
  }

  /** Puts the state into the address. @param {"push" | "replace"} how */
  remember(how) {
    const { defaults, viewDefaults, prefix, slug } = this.first;
    const panel = { state: this.request, defaults, view: this.view, viewDefaults, prefix };
    const query = writeQuery(panel, location.search);
    const entry = { ...history.state, [slug]: { request: this.request, view: this.view } };
    history[how === "push" ? "pushState" : "replaceState"](
      entry,
      "",
      location.pathname + query + location.hash,
    );
  }

  /** Back and forward bring the state of that moment. @param {PopStateEvent} event */
  onHistory(event) {
    const entry = event.state?.[this.first.slug];
    if (!entry) return;
    this.view = entry.view;
    this.lastPath = "";
    if (!same(entry.request, this.request)) this.computing.ask(entry.request);
    this.request = entry.request;
    this.loadCode();
    this.requestUpdate();
  }

  /** @param {any} result */
  receive(result) {
    this.result = result;
    this.trouble = "";
    this.loadCode();
    this.requestUpdate();
  }

  /** @param {any} code */
  receiveCode(code) {
    this.code = code;
    this.requestUpdate();
  }

  /**
   * The last picture stays, a sentence says why, and the question is asked again until it is answered.
   * @param {Error} error @param {Values} request
   */
  fail(error, request) {
    const isRefused = error instanceof ProblemError && error.problem.status < 500;
    this.trouble = isRefused
      ? error.message
      : "The server does not answer. The picture shows the last result; it will follow as soon as the server is back.";
    if (!isRefused) setTimeout(() => same(request, this.request) && this.computing.ask(this.request), 1000);
    this.requestUpdate();
  }

  /** The programs are fetched when their drawer is open. */
  loadCode() {
    if (!CODE_DRAWERS.includes(this.view.drawer)) return;
    this.coding.ask(this.request);
    if (!this.listing) this.loadListing();
  }

  /** What draws programs is fetched with the first of them. */
  async loadListing() {
    this.listing = (await import("../charts/code_listing.js")).codeListing;
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
    if (action === "drawer") this.setView({ drawer: this.view.drawer === value ? "none" : value });
    if (action === "copy-link") copyLink(button);
    if (action === "project") this.dispatchEvent(new CustomEvent("project", { bubbles: true }));
  }

  /** A preset by its place; −1 is the panel as it first opens. @param {number} index */
  openPreset(index) {
    const preset = index < 0 ? {} : this.first.presets[index].request;
    this.view = { ...this.first.viewDefaults, drawer: this.view.drawer, project: this.view.project };
    this.setRequest(this.settle(merged(this.first.defaults, preset), ""), `preset.${index}`);
  }

  /** @param {Map<string, any>} changed */
  update(changed) {
    super.update(changed);
    const model = {
      request: this.request,
      view: this.view,
      result: this.result,
      constants: this.first.constants,
      code: this.code,
      panel: this,
    };
    showDrawer(this, this.view.drawer);
    const parts = { ...this.commonParts(), ...this.parts(model) };
    for (const [name, template] of Object.entries(parts)) drawPart(this, name, template);
    this.showControls();
    showPresets(this, (index) => this.isOn(/** @type {any} */ (this.first.presets[index])));
    showLiveNumbers(this.first.slug, this.result);
    this.voice.say(this.result.sentence);
  }

  /** @returns {Record<string, any>} */
  commonParts() {
    const program = (/** @type {string} */ name) => this.listing?.(this.code, name);
    return {
      trouble: this.trouble && html`<p class="trouble">${this.trouble}</p>`,
      numpy: program("numpy"),
      pytorch: program("pytorch"),
      sklearn: program("sklearn"),
      api: program("curl"),
    };
  }

  showControls() {
    showControls(this, (path) => this.read(path));
  }

  /** Whether a preset is what the panel shows. @param {{request: Values}} preset */
  isOn(preset) {
    return same(this.request, merged(this.first.defaults, preset.request));
  }
}
