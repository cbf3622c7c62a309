/**
 * What every panel does besides keeping its state: it draws, and its buttons do something. A panel file adds
 * its parts: for each `data-part` of its frame, a pure function of the model that returns a template.
 */
import { html, render } from "../../vendor/vendor.js";
import "../controls/slider.js";
import { between, isTravel } from "../lib/between.js";
import { Later } from "../lib/later.js";
import { merged, same } from "../lib/state.js";
import { AnswerPlay, markDeciding, showBefore } from "./answer_play.js";
import {
  copyLink,
  drawPart,
  sayDock,
  showControls,
  showDrawer,
  showLiveNumbers,
  showPresets,
  showRefused,
  Voice,
} from "./frame.js";
import { followOverflow } from "./scrolling.js";
import { StatefulElement } from "./stateful.js";
import { fetched } from "./trouble.js";

/** @typedef {import("./model.js").Model} Model */
/** @typedef {import("./answer_play.js").PlayedAnswer} PlayedAnswer */

/** Buttons of the frame, which show nothing of what a question asks. */
const AROUND = ["drawer", "settings", "dock", "copy-link", "project"];
/** How many steps a number takes that travels to its answer, and how long each stands. */
const TRAVEL = { steps: 16, beat: 70 };

/** @template {import("./model.js").Shape} [M=Model] @extends {StatefulElement<M>} */
export class PanelElement extends StatefulElement {
  constructor() {
    super();
    this.voice = new Voice(this.querySelector("[data-speech]"));
    this.answers = new AnswerPlay(this);
    this.pictureScript = new Later(() => import("./picture_file.js"));
    /** @type {Map<import("./model.js").Preset<M>, M["request"]>} */
    this.openedBy = new Map();
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("click", (event) => this.onClick(event));
    document.addEventListener("keydown", (event) => this.shutByKey(event));
    for (const touch of ["pointerdown", "keydown"])
      this.addEventListener(touch, () => this.answers.finish(), { capture: true });
    followOverflow(this.querySelector(".panel-inside"));
  }

  /**
   * The way to an answer: from the state before, what differs travels.
   * @param {PlayedAnswer} answer @returns {Generator<number, boolean>} whether anything travels
   */
  *stepsTo(answer) {
    yield* showBefore(this, answer);
    const [from, to] = [this.request, this.settle(merged(this.first.defaults, answer.request), "")];
    if (!isTravel(from, to)) return false;
    const decimalsOf = (/** @type {string} */ path) => this.limits.of(path)?.decimals ?? 2;
    for (let step = 1; step <= TRAVEL.steps; step++) {
      this.setRequest(between(from, to, step / TRAVEL.steps, decimalsOf), "");
      yield TRAVEL.beat;
    }
    return true;
  }

  /** The state that settles a question. @param {PlayedAnswer} answer */
  endAt({ request, view }) {
    this.open(request, "", /** @type {Partial<M["view"]>} */ (view));
    this.address.write(this.answers.isStill() ? "push" : "replace");
    this.requestUpdate();
  }

  /** What the parts are made from. */
  get partsModel() {
    const { answered: request, view, result } = this;
    return /** @type {M} */ ({ request, view, result, constants: this.first.constants });
  }

  /**
   * Draws the picture alone, now and whenever more is known, where a page shows how the panel opens. It
   * stands in no page itself: it keeps no address and hears no key. @param {HTMLElement} place
   */
  drawPictureIn(place) {
    this.requestUpdate = () => render(this.parts(this.partsModel).picture, place);
    this.requestUpdate();
  }

  /** The parts of the panel by name. @param {M} _model @returns {Record<string, unknown>} */
  parts(_model) {
    return {};
  }

  /** @param {Event} event */
  onClick(event) {
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action]")
    );
    if (!button) return;
    const { action = "", value = "" } = button.dataset;
    if (!AROUND.includes(action)) this.removeAttribute("data-kept-back");
    if (action === "preset") this.openPreset(Number(value));
    if (action === "reset") this.openPreset(-1);
    if (action === "drawer") this.openDrawer(this.view.drawer === value ? "none" : value);
    if (action === "close-sheet") this.closeSheet();
    if (action === "settings") this.openSettings(!this.hasAttribute("data-settings"));
    if (action === "dock") this.dock(this.dataset.dock === value ? "docked" : value);
    if (action === "copy-link") this.copyLink(button);
    if (action === "save-picture") this.keepPicture(value);
    if (action === "project") this.dispatchEvent(new CustomEvent("project", { bubbles: true }));
    this.act(action, value);
  }

  /** @param {CustomEvent<import("../controls/slider.js").Change>} event */
  onControl(event) {
    this.removeAttribute("data-kept-back");
    super.onControl(event);
  }

  /** The link is that of the present state. @param {HTMLElement} button */
  copyLink(button) {
    this.address.flush();
    copyLink(button, this.address.isCut);
  }

  /**
   * What is kept as a file: where it is drawn, what is said over it, and the file's name.
   * @returns {{drawn: string, words: string[], name: string}}
   */
  get pictureFile() {
    const words = [this.result.sentence ?? ""];
    return { drawn: "[data-part=picture]", words, name: `nudge-${this.first.slug}` };
  }

  /** The picture as a file, with what it shows in words. @param {string} kind  "svg" or "png" */
  async keepPicture(kind) {
    const { savePicture } = await fetched(this, this.pictureScript);
    const { drawn, words, name } = this.pictureFile;
    await savePicture(kind, /** @type {Element} */ (this.querySelector(drawn)), words, name);
  }

  /** A panel's own buttons: what one does. @param {string} _action @param {string} _value */
  act(_action, _value) {}

  /** One that lies beside the picture gets the focus. @param {string} drawer  "none" shuts all */
  openDrawer(drawer) {
    this.setView(/** @type {Partial<M["view"]>} */ ({ drawer }));
    const sheet = `.data-sheet[data-drawer="${drawer}"]`;
    this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(sheet))?.focus());
  }

  /** Whoever shuts a sheet is back at its button. */
  closeSheet() {
    const button = `.drawer-bar [data-value="${this.view.drawer}"]`;
    this.openDrawer("none");
    /** @type {HTMLElement | null} */ (this.querySelector(button))?.focus();
  }

  /**
   * Escape shuts settings or a drawer, wherever in the panel the focus is, or where nothing has it.
   * @param {KeyboardEvent} event
   */
  shutByKey(event) {
    const { activeElement, body } = document;
    const isMeant = activeElement === body || this.contains(activeElement);
    if (event.key !== "Escape" || event.defaultPrevented || !isMeant) return;
    if (this.hasAttribute("data-settings")) this.openSettings(false);
    else if (this.view.drawer !== "none") this.closeSheet();
    else return;
    event.preventDefault();
  }

  /** On a narrow screen: docked above the text, folded, or as large as the window. @param {string} how */
  dock(how) {
    this.dataset.dock = how;
    sayDock(this, how);
  }

  /** The sheet with all settings; whoever shuts it is back at its button. @param {boolean} isOpen */
  openSettings(isOpen) {
    this.toggleAttribute("data-settings", isOpen);
    const button = /** @type {HTMLElement | null} */ (this.querySelector(".settings-switch"));
    button?.setAttribute("aria-expanded", String(isOpen));
    if (isOpen) /** @type {HTMLElement | null} */ (this.querySelector(".panel-settings"))?.focus();
    else button?.focus();
  }

  /** A preset by its place; −1 is the panel as it first opens. @param {number} index */
  openPreset(index) {
    this.open(index < 0 ? this.first.start : this.first.presets[index].request, `preset.${index}`);
  }

  /** A state that the prose speaks of. Back leads to where it was opened. @param {string} name */
  openSavedState(name) {
    const { request, view } = this.first.savedStates[name];
    this.answers.abandon();
    this.open(request, "", view);
    this.address.write("push");
    this.requestUpdate();
  }

  /** @param {Map<string, unknown>} changed */
  update(changed) {
    super.update(changed);
    this.drawn = this.request;
    showDrawer(this, this.view.drawer);
    const parts = { ...this.commonParts(), ...this.parts(this.partsModel) };
    for (const [name, template] of Object.entries(parts)) drawPart(this, name, template);
    this.showControls();
    showRefused(this, this.address.refused !== null);
    showPresets(this, (index) => this.isOn(this.first.presets[index]));
    showLiveNumbers(this.first.slug, this.result, this.answered);
    markDeciding(this, this.answers.shown?.mark);
    if (!this.hasAttribute("data-kept-back")) this.voice.say(this.result.sentence ?? "");
    if (!this.hasAttribute("data-ready")) this.setAttribute("data-ready", "");
  }

  /**
   * Lays out what was drawn while nothing else is to be done: the frame that shows it has less to do.
   * @param {Map<string, unknown>} changed
   */
  updated(changed) {
    super.updated(changed);
    setTimeout(() => this.offsetHeight);
  }

  commonParts() {
    const words = this.trouble || this.troubleAside;
    return { trouble: words && html`<p class="trouble">${words}</p>`, ...this.drawers.parts() };
  }

  showControls() {
    showControls(this, (path) => this.read(path));
  }

  /** Whether a preset is what the panel shows. @param {import("./model.js").Preset<M>} preset */
  isOn(preset) {
    return same(this.request, this.opened(preset));
  }

  /** The state that a preset opens. @param {import("./model.js").Preset<M>} preset @returns {M["request"]} */
  opened(preset) {
    const request = this.openedBy.get(preset) ?? merged(this.first.defaults, preset.request);
    this.openedBy.set(preset, request);
    return request;
  }
}
