/**
 * The state of a panel: it owns request and view, keeps them in the address, and asks the server for the
 *   result.
 * What it looks like is no matter of this file.
 */
import { ReactiveElement } from "../../vendor/vendor.js";
import { Ahead } from "../lib/ahead.js";
import { askPacked, Latest } from "../lib/api.js";
import { merged, same, valueAt, withValue } from "../lib/state.js";
import { PanelAddress } from "./address.js";
import { Drawers } from "./drawers.js";
import { Limits } from "./limits.js";
import { NextKey } from "./next_key.js";
import { askAgain } from "./trouble.js";

/**
 * @typedef {import("./model.js").Model} Model
 * @typedef {import("../lib/ahead.js").Question} Question
 */

const CLOSE_WIDTH = 620;

/** @template {import("./model.js").Shape} [M=Model] */
export class StatefulElement extends ReactiveElement {
  constructor() {
    super();
    /** @type {import("./model.js").First<M>} */
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
    this.address = new PanelAddress(
      this.first,
      () => ({ request: this.request, view: this.view }),
      () => this.computing.isBusy,
    );
    this.limits = new Limits(this.first.controls);
    this.ahead = new Ahead();
    this.nextKey = new NextKey(this);
    /** The request that was drawn last. @type {M["request"] | null} */
    this.drawn = null;
    /** @type {import("../lib/api.js").NewestFirst<M["request"]>} */
    this.computing = new Latest(
      (/** @type {M["request"]} */ request) => this.ahead.ask(this.whole(request)),
      (result, request) => this.receive(result, request),
      (error, request) => this.fail(error, request),
    );
    this.drawers = new Drawers(
      this.first.slug,
      () => this.endTroubleAside(),
      (error) => this.failAside(error, () => this.followDrawer()),
    );
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("control-change", (event) => this.onControl(/** @type {CustomEvent} */ (event)));
    globalThis.addEventListener("popstate", (event) => this.onHistory(event));
    this.watchRoom();
    if (history.state?.[this.first.slug]?.isCut) this.onHistory(history);
    if (this.address.refused) this.address.keep();
    else this.address.write("replace");
    this.followDrawer();
    this.requestUpdate();
  }

  /** Pictures have less room on a phone, and must be seen from farther off on a projector. */
  watchRoom() {
    const measure = () => {
      const wasClose = this.isClose;
      this.measureRoom();
      if (this.isClose !== wasClose) this.requestUpdate();
    };
    measure();
    new ResizeObserver(measure).observe(this);
  }

  measureRoom() {
    this.isClose = this.view.project || this.clientWidth < CLOSE_WIDTH;
  }

  /**
   * A panel's own rules between fields: the request after `path` was set.
   * @param {M["request"]} request @param {string} _path @returns {M["request"]}
   */
  settle(request, _path) {
    return request;
  }

  /** What the server is asked. @param {M["request"]} request @returns {object} */
  question(request) {
    return request;
  }

  /** All of it as one question. @param {M["request"]} request @returns {Question} */
  whole(request) {
    return { path: this.first.slug, request: this.question(request), send: askPacked };
  }

  /**
   * What the server is asked first where it answers at once; null where it does not.
   * @param {M["request"]} request @returns {Question | null}
   */
  short(request) {
    return this.whole(request);
  }

  /** Whether the panel shows what it was asked for. */
  get isSettled() {
    return !this.computing.isBusy && !this.isUpdatePending && !this.trouble;
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
  onControl({ target, detail: { path, value, isSettled } }) {
    this.nextKey.follow(target);
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
    const isMoved = path !== "" && this.hasAttribute("data-dragged") && !this.address.refused;
    const isDrawn = isMoved && same(request, this.drawn);
    this.request = request;
    if (path) this.address.refused = null;
    if (isNew) this.toggleAttribute("data-dragged", path === "");
    if (isNew) this.computing.ask(request);
    if (path) this.address.writeSoon(path);
    // What has settled was asked for while it moved: it is drawn, or the answer on its way will draw it
    if (path.startsWith("preset") || !(isNew || isDrawn || this.computing.isBusy)) this.requestUpdate();
  }

  /** @param {Partial<M["view"]>} change  @param {"push" | "replace"} [how] */
  setView(change, how = "replace") {
    this.view = { ...this.view, ...change };
    this.removeAttribute("data-dragged");
    this.measureRoom();
    this.address.write(how);
    this.followDrawer();
    this.requestUpdate();
  }

  /** Opens with the sheet for data of one's own, where a link brought some that are to be mended. */
  showSheet() {
    this.view = { ...this.view, drawer: "points" };
  }

  /**
   * Opens the panel anew, with what differs from its defaults.
   * @param {object} changes @param {string} [name] @param {Partial<M["view"]>} [view]
   */
  open(changes, name = "preset", view = {}) {
    const { drawer, project } = this.view;
    this.address.refused = null;
    this.view = { ...this.first.viewDefaults, drawer, project, ...view };
    this.setRequest(this.settle(merged(this.first.defaults, changes), ""), name);
  }

  /** Asks for what the open drawer shows. */
  followDrawer() {
    this.drawers.follow(this.view.drawer, this.question(this.request));
  }

  /** Back and forward bring the state of that moment. @param {Pick<PopStateEvent, "state">} event */
  onHistory(event) {
    const entry = event.state?.[this.first.slug];
    if (!entry) return;
    this.view = entry.view;
    this.address.abandon();
    this.address.lastPath = "";
    this.address.refused = entry.refused ?? null;
    if (!same(entry.request, this.request)) this.computing.ask(entry.request);
    this.request = entry.request;
    this.followDrawer();
    this.requestUpdate();
  }

  /** @param {M["result"]} result @param {M["request"]} request */
  receive(result, request) {
    this.result = result;
    this.answered = request;
    this.trouble = "";
    this.followDrawer();
    this.requestUpdate();
    this.nextKey.lookSoon();
  }

  /**
   * The last picture stays, a sentence says why, and the question is asked again until it is answered.
   * @param {Error} error @param {M["request"]} request
   * @param {{ask: (request: M["request"]) => void}} [asking]  what asks the question
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
}
