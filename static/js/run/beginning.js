/** How a run begins: it is trained, and played from its start as soon as it is there, or while it grows. */
import { wantsNoMotion } from "../lib/motion.js";
import { lastEpochOf } from "./run.js";

/** A run that takes longer than this is shown while it grows; a shorter one when it is whole. */
const SHOWN_AFTER = 150;

export class Beginning {
  /** @param {import("./element.js").RunElement} panel @param {boolean} [isPlayedWhileTrained] */
  constructor(panel, isPlayedWhileTrained = false) {
    this.panel = panel;
    this.isPlayedWhileTrained = isPlayedWhileTrained;
    this.shownAfter = isPlayedWhileTrained ? 0 : SHOWN_AFTER;
    this.play = () => {
      const { player } = panel;
      if (wantsNoMotion()) panel.seek(player.run.last(), true);
      else player.play();
    };
  }

  /** Trains, and plays the run from its start. */
  begin() {
    this.panel.setView({ epoch: 0 });
    this.panel.once = this.play;
    this.panel.computing.ask(this.panel.request);
  }

  /** A run that is being trained, as far as it has come. @param {import("./model.js").Run} run */
  grow(run) {
    const { panel } = this;
    if (this.isPlayedWhileTrained && lastEpochOf(run.result) < 1) return;
    panel.show(run);
    if (!this.isPlayedWhileTrained || panel.once !== this.play || wantsNoMotion()) return;
    panel.once = undefined;
    panel.player.play();
    panel.seek(1, false);
  }
}
