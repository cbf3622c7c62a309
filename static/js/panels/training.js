/** Training: a whole run, and its loss by epoch. */
import { html } from "../../vendor/vendor.js";
import { shown } from "../charts/number.js";
import { curve, plot, scales } from "../charts/plot.js";
import { PanelElement } from "./panel_element.js";

class TrainingPanel extends PanelElement {
  /** @param {import("./panel_element.js").Model} model */
  parts({ result }) {
    const { epoch, train_loss } = result.history;
    const losses = train_loss.map((/** @type {number | null} */ loss) => loss ?? 0);
    const top = Math.max(1e-9, ...losses);
    const room = scales(
      { x: [0, Math.max(1, epoch.length - 1)], y: [0, top], width: 640, height: 310 },
      this.isClose,
    );
    return {
      picture: plot(room, { label: result.sentence, xName: "epoch" }, [curve(room, epoch, losses)]),
      answer: html`<p class="answer-line"><output class="answer-number" data-answer>${shown(result, "final.train_loss", 4)}</output></p>`,
      sentence: result.sentence,
    };
  }
}

customElements.define("nudge-training", TrainingPanel);
