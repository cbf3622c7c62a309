/**
 * A prediction question. The answer is not in the page: when somebody has chosen, guessed or drawn, the
 * engine is asked, the panel that settles the question plays the answer, and what was said gets its own
 * feedback.
 * What was answered stays in this browser.
 */
import { html, render } from "../../vendor/vendor.js";
import { ask } from "../lib/api.js";
import { fixed } from "../lib/format.js";
import { ofThisBrowser } from "../lib/progress.js";
import { decidingNumbers } from "../panel/answer_play.js";
import "./drawing.js";
import { Room } from "./room.js";
import { ofChoice, ofDrawing, ofEstimate } from "./verdict.js";

/**
 * @typedef {import("./verdict.js").Answer} Answer
 * @typedef {import("./drawing.js").NudgeDrawing} Drawing
 * @typedef {HTMLElement & {answers: import("../panel/answer_play.js").AnswerPlay,
 *   dock: (how: string) => void}} Playing  a panel
 */

export class NudgeQuestion extends HTMLElement {
  constructor() {
    super();
    /** How many answers were given or changed: what is said later belongs to the last of them. */
    this.turn = 0;
    this.isAnswered = false;
  }

  connectedCallback() {
    this.slug = this.dataset.question ?? "";
    this.form = /** @type {HTMLFormElement} */ (this.querySelector("form"));
    this.run = /** @type {HTMLButtonElement} */ (this.querySelector(".question-run"));
    this.guess = /** @type {HTMLInputElement | null} */ (this.querySelector("input[type=range]"));
    this.drawing = /** @type {Drawing | null} */ (this.querySelector("nudge-drawing"));
    this.form.addEventListener("input", () => this.onInput());
    this.form.addEventListener("submit", (event) => this.onSubmit(event));
    this.recall();
    this.room = new Room(
      this.form,
      () => this.panelNamed(),
      () => this.isAnswered,
    );
    this.room.watch();
  }

  /** What was answered on an earlier visit is shown, and can be run again. */
  recall() {
    const kept = ofThisBrowser().answers[this.slug ?? ""];
    if (kept === undefined) {
      if ("keepsBack" in this.dataset) this.panelNamed()?.setAttribute("data-kept-back", "");
    } else if (this.take(kept)) this.onInput();
  }

  /** Puts an answer into its fields. @param {string} kept */
  take(kept) {
    if (this.drawing) return this.drawing.recall(read(kept));
    const field = this.guess ?? this.option(kept)?.querySelector("input");
    if (!field) return false;
    if (this.guess) this.guess.value = kept;
    else field.checked = true;
    return true;
  }

  /** @param {string} [slug] @returns {Playing | null} */
  panelNamed(slug = this.dataset.panelNamed ?? "") {
    return document.querySelector(`[data-panel="${CSS.escape(slug)}"]`);
  }

  /** @param {string} key */
  option(key) {
    return /** @type {HTMLElement | null} */ (this.querySelector(`[data-option="${CSS.escape(key)}"]`));
  }

  /** What is answered, as it is kept; null before anything is. @returns {string | null} */
  get choice() {
    if (this.drawing) return this.drawing.isDrawn ? JSON.stringify(this.drawing.value) : null;
    if (this.guess) return this.guess.value;
    const chosen = new FormData(/** @type {HTMLFormElement} */ (this.form)).get(this.slug ?? "");
    return chosen === null ? null : String(chosen);
  }

  /** Another choice: what was said of the last one no longer holds. */
  onInput() {
    this.begin();
    this.isAnswered = false;
    this.say("");
    for (const option of this.querySelectorAll("[data-option]")) option.classList.remove("right", "wrong");
    if (this.run) this.run.disabled = this.choice === null;
    const { output, decimals } = this.scale;
    if (output && this.guess) output.textContent = fixed(Number(this.guess.value), decimals);
  }

  /** A turn begins: what the last one would still have to say is not said. */
  begin() {
    this.turn += 1;
    return this.turn;
  }

  /** The ends of an estimate, and where it is told. */
  get scale() {
    const output = /** @type {HTMLOutputElement | null} */ (this.querySelector(".estimate-value"));
    const [low = 0, high = 0] = [this.guess?.min, this.guess?.max].map(Number);
    return { output, low, high, decimals: Number(output?.dataset.decimals) };
  }

  /** @param {SubmitEvent} event */
  async onSubmit(event) {
    event.preventDefault();
    const choice = /** @type {string} */ (this.choice);
    const turn = this.begin();
    this.isAnswered = true;
    ofThisBrowser().keepAnswer(this.slug ?? "", choice);
    try {
      const answer = await ask(`questions/${this.slug}`, this.drawing?.value ?? {});
      await this.show(answer, choice, turn);
    } catch {
      this.showAway();
    }
    document.dispatchEvent(new CustomEvent("progress"));
  }

  showAway() {
    this.say(html`<p class="trouble">The server does not answer. Press the button again in a moment.</p>`);
  }

  /**
   * The panel plays the answer, then it is said.
   * @param {Answer} answer @param {string} choice @param {number} [turn]
   */
  async show(answer, choice, turn = this.turn) {
    const panel = this.panelNamed(answer.panel);
    this.say(html`<p class="question-watch">The engine answers in the picture …</p>`);
    const wasFolded = this.room?.unfold();
    panel?.removeAttribute("data-kept-back");
    panel?.dispatchEvent(new CustomEvent("panel-shown", { bubbles: true }));
    await panel?.answers?.play(answer);
    if (turn !== this.turn) return;
    if (this.drawing) this.drawing.engine = answer.drawn;
    const verdict = this.verdict(answer, choice);
    // A number that is still on its way is not told yet
    this.say(panel?.answers?.isSettled === false ? verdict : html`${verdict}${this.marked(answer)}`);
    // The panel that came back may cover what is said
    if (wasFolded) this.querySelector(".question-answer")?.scrollIntoView({ block: "start" });
    if (panel?.answers?.isSettled !== false) return;
    const isThere = await panel.answers.arrived(answer);
    if (isThere && turn === this.turn) this.say(html`${verdict}${this.marked(answer)}`);
  }

  /** @param {Answer} answer @param {string} choice */
  verdict(answer, choice) {
    if (this.drawing) return ofDrawing(/** @type {import("./verdict.js").Drawing} */ (answer));
    if (this.guess)
      return ofEstimate(/** @type {import("./verdict.js").Estimate} */ (answer), Number(choice), this.scale);
    const { right } = answer;
    for (const option of /** @type {NodeListOf<HTMLElement>} */ (this.querySelectorAll("[data-option]"))) {
      const key = option.dataset.option;
      option.classList.toggle("right", key === right);
      option.classList.toggle("wrong", key === choice && key !== right);
    }
    const name = this.option(right ?? "")?.textContent?.trim() ?? "";
    return ofChoice(/** @type {import("./verdict.js").Choice} */ (answer), choice, name);
  }

  /** Which number of the panel says so. @param {Answer} answer */
  marked({ mark, panel: slug }) {
    const panel = this.panelNamed(slug);
    const number = panel && decidingNumbers(panel, mark).find((each) => each.checkVisibility());
    if (!number) return "";
    return mark === "sentence"
      ? html`<p class="question-mark">The sentence under the picture says so, too.</p>`
      : html`<p class="question-mark">Marked at the picture: <span
          class="deciding number">${number.textContent?.trim()}</span></p>`;
  }

  /** @param {unknown} template */
  say(template) {
    render(template, /** @type {HTMLElement} */ (this.querySelector(".question-answer")));
  }
}

/** A kept drawing; null where it cannot be read. @param {string} text @returns {unknown} */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

customElements.define("nudge-question", NudgeQuestion);
