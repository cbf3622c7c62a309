/**
 * A panel whose whole answer takes longer than a drag may wait: while something is dragged less is asked for,
 * and all of it once that is let go.
 */
import { PlayedPanel } from "./played.js";

/** @template {import("./played.js").Played} M @extends {PlayedPanel<M>} */
export class CoarsePanel extends PlayedPanel {
  /** Whether the answer has less than was asked for. */
  get isCoarse() {
    return false;
  }

  /**
   * What was dragged is asked for in full when it is let go.
   * @param {M["request"]} request @param {string} path
   */
  setRequest(request, path) {
    super.setRequest(request, path);
    if (path) this.letGo();
  }

  /**
   * Where an answer has been played to, nothing is dragged any more: all is asked for.
   * @param {import("./answer_play.js").PlayedAnswer} answer
   */
  endAt(answer) {
    super.endAt(answer);
    this.letGo();
  }

  /** What a link opens is not dragged: all of it is asked for. @param {string} name */
  openSavedState(name) {
    super.openSavedState(name);
    this.letGo();
  }

  /** @param {M["result"]} result @param {M["request"]} request */
  receive(result, request) {
    super.receive(result, request);
    if (!this.computing.waiting) this.completeSoon();
  }

  letGo() {
    this.removeAttribute("data-dragged");
    this.completeSoon();
  }

  /** Asks for the whole answer, unless something is dragged or asked for already. */
  completeSoon() {
    if (this.isCoarse && !this.hasAttribute("data-dragged")) this.computing.ask(this.request);
  }
}
