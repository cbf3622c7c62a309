/**
 * A step from elsewhere: its numbers are pasted, and the first wrong one is named with the slip that explains
 * it. What was pasted stays on the page; the server is asked as soon as typing pauses.
 */
import { html, nothing } from "../../../vendor/vendor.js";
import { ask } from "../../lib/api.js";
import { whereIs } from "../../lib/backprop_steps.js";
import { plain } from "../../lib/number_text.js";

const PAUSE = 300;
const EXAMPLE = "z1 = [0.1, -0.2]\nW2.grad tensor([[0.03, 0.01]])\nloss: 0.25";
const MATRIX = "dW2, 0.0822, 0.0827\n   , -0.0226, -0.0227";

export class StepCheck {
  /** @param {import("./panel.js").BackpropPanel} panel */
  constructor(panel) {
    this.panel = panel;
    this.text = "";
    this.trouble = "";
    /** @type {Api.TraceCheck | null} */
    this.answer = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.typing = undefined;
  }

  /** @param {string} text @param {boolean} [isWhole]  pasted, and not typed */
  write(text, isWhole = false) {
    clearTimeout(this.typing);
    this.text = text;
    if (isWhole) this.check();
    else this.typing = setTimeout(() => this.check(), PAUSE);
  }

  /** Asks the engine about the text beside the pass that is shown. */
  async check() {
    const { text, panel } = this;
    this.answer = null;
    this.trouble = "";
    if (text.trim()) {
      try {
        const answer = await ask("trace-check", { ...panel.request, text });
        if (text === this.text) this.answer = answer;
      } catch (error) {
        if (text === this.text) this.trouble = /** @type {Error} */ (error).message.replace(/^\/text: /, "");
      }
    }
    panel.requestUpdate();
  }

  /** Another pass is another step. */
  again() {
    if (this.text) this.check();
  }

  /**
   * Opens the arithmetic of a number, at the step that computes it; a sheet over the picture is shut.
   * @param {Api.WrongNumber} number
   */
  show({ quantity, place }) {
    const { panel } = this;
    const { step, at } = whereIs(panel.result.walk, quantity, place);
    panel.player.stopAt(step);
    panel.setView({ at: at ?? panel.view.at });
    const picture = /** @type {Element} */ (panel.querySelector("[data-part=picture]"));
    const sheet = /** @type {Element} */ (panel.querySelector("[data-drawer=check]"));
    if (isInSight(picture) && !lieOver(picture, sheet)) return;
    panel.closeSheet();
    panel.updateComplete.then(() => picture.scrollIntoView({ block: "nearest" }));
  }

  /** The engine's own numbers, to try what is said of them when one is changed. */
  fill() {
    const { layers, loss, gradients, updated } = this.panel.result;
    const forward = layers.flatMap(({ z, a }, layer) => [
      `z${layer + 1} = ${listed(z)}`,
      `a${layer + 1} = ${listed(a)}`,
    ]);
    const backward = layers.map(({ delta }, layer) => [
      `delta${layer + 1} = ${listed(delta)}`,
      ...parameters(gradients, layer, "d"),
    ]);
    const update = updated ? layers.flatMap((_, layer) => parameters(updated, layer, "")) : [];
    const lines = [...forward, `loss = ${plain(loss)}`, ...backward.reverse().flat(), ...update];
    this.write(lines.join("\n"), true);
  }
}

/**
 * W and b of a layer, or their gradients.
 * @param {{weights: number[][][], biases: number[][]}} of @param {number} layer @param {string} before
 */
function parameters({ weights, biases }, layer, before) {
  return [
    `${before}W${layer + 1} = [${weights[layer].map(listed).join(", ")}]`,
    `${before}b${layer + 1} = ${listed(biases[layer])}`,
  ];
}

/** @param {number[]} numbers */
function listed(numbers) {
  return `[${numbers.map((number) => number.toPrecision(6)).join(", ")}]`;
}

/** The sheet: a box for the numbers, and what is said of them. @param {StepCheck} check */
export function stepCheckSheet(check) {
  const { text, trouble, answer, panel } = check;
  if (panel.exercise.hiddenFrom !== "none")
    return html`<p>You are working a number out yourself, and here it would be told. Grade it, or show it;
      then a whole step can be checked again.</p>`;
  const write = (/** @type {InputEvent} */ event) =>
    check.write(
      /** @type {HTMLTextAreaElement} */ (event.target).value,
      event.inputType?.startsWith("insertFrom"),
    );
  return html`<p>Did you compute this step on paper, in a spreadsheet, in a program? Paste its numbers: the
      first wrong one is named, with the slip that leads to it.</p>
    <label class="table-label" for="step-numbers">The numbers of your step</label>
    <textarea class="table-box" id="step-numbers" rows="8" wrap="off" spellcheck="false" autocomplete="off"
      placeholder=${EXAMPLE} .value=${text} aria-describedby="step-verdict"
      aria-invalid=${trouble ? "true" : nothing} @input=${write}></textarea>
    <p class="table-message" id="step-verdict" role="status"
      data-trouble=${trouble ? "" : nothing}>${trouble || (answer?.sentence ?? "")}</p>
    <div class="row-buttons">${answer?.first_wrong ? whereButton(panel, answer.first_wrong) : ""}
      <button type="button" @click=${() => check.fill()}>Fill in the engine’s</button>
      <button type="button" ?disabled=${!text} @click=${() => check.write("", true)}>Empty it</button></div>
    <p>Each array stands after its name: z1, a1, loss, delta1, dW1 or W1.grad, db1, and W1 and b1 after the
      update. Layers count from 1. JSON, rows of a table, and what NumPy or PyTorch print, will do. In a table
      a matrix has a row for each unit, its name before the first or before each:</p>
    <pre>${MATRIX}</pre>
    <p>Whatever you leave out is not asked for. The network, the example, the loss and the optimizer are those
      of the picture. Rounded numbers are fine, with two digits that count or more: 0.378 is right for 0.3775.
      With more digits, numbers are right to four decimals, so where an optimizer adds its ε shows only at
      small gradients.</p>`;
}

/** @param {import("./panel.js").BackpropPanel} panel @param {Api.WrongNumber} wrong */
function whereButton(panel, wrong) {
  return html`<button type="button" @click=${() => panel.stepCheck.show(wrong)}>Show where</button>`;
}

/** @param {Element} element */
function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** @param {Element} one @param {Element} other */
function lieOver(one, other) {
  const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
