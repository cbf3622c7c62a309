/** Softmax: scores, exponentials, shares, in three columns that belong together row by row. */
import { html, scaleLinear, svg } from "../../vendor/vendor.js";
import { drag } from "../charts/drag.js";
import { equation, fraction, power } from "../charts/equation.js";
import { drawn, shown, sourced } from "../charts/number.js";
import { within } from "../charts/plot.js";
import { fixed, subscript } from "../lib/format.js";
import { PanelElement } from "./panel_element.js";

/** @typedef {import("./panel_element.js").Model} Model */

const MOST = 6;
const ROOMS = {
  wide: { width: 700, row: 68, columns: [44, 282, 500], bar: 196, top: 42 },
  close: { width: 470, row: 66, columns: [40, 184, 330], bar: 118, top: 42 },
};

class SoftmaxPanel extends PanelElement {
  /** @param {Event} event */
  onClick(event) {
    super.onClick(event);
    const button = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (event.target).closest("[data-action=classes]")
    );
    if (!button) return;
    const { logits } = this.request;
    this.set("logits", button.dataset.value === "1" ? [...logits, 0] : logits.slice(0, -1));
  }

  /** @param {Model} model */
  parts(model) {
    const { result } = model;
    const count = result.probabilities.length;
    return {
      picture: html`<div class="pictures ${this.isClose ? "close" : ""}">${this.bars(model)}${whole(result, this.isClose)}</div>`,
      inside: inside(model),
      answer: html`<p class="answer-line"><output class="answer-number" data-answer>${shown(result, `probabilities.${result.largest}`, 4)}</output>
        <span class="answer-verdict">class ${result.largest + 1}; all together ${shown(result, "probability_sum", 4)}</span></p>`,
      sentence: result.sentence,
      maths: maths(model),
      count: html`<div class="pair">
        <button type="button" data-action="classes" data-value="-1" ?disabled=${count === 2}>− class</button>
        <button type="button" data-action="classes" data-value="1" ?disabled=${count === MOST}>+ class</button>
      </div>`,
    };
  }

  /** Three bars a class. The logit's can be dragged. @param {Model} model */
  bars({ request, result }) {
    const { width, row, columns, bar, top } = ROOMS[this.isClose ? "close" : "wide"];
    const [first = 0, second = 0, third = 0] = columns;
    const reach = Math.max(5, ...request.logits.map((/** @type {number} */ z) => Math.abs(z)));
    const logit = scaleLinear([-reach, reach], [first, first + bar]);
    const exponential = scaleLinear([0, Math.max(...result.exponentials)], [0, bar]);
    const share = scaleLinear([0, 1], [0, bar]);
    const height = top + result.probabilities.length * row;
    return svg`<svg class="plot bars" viewBox="0 0 ${width} ${height}" role="img" aria-label=${result.sentence}>
      ${[
        ["logit", first],
        ["exponential", second],
        ["probability", third],
      ].map(([name, x]) => svg`<text class="plot-title" x=${x} y="18">${name}</text>`)}
      ${result.probabilities.map((/** @type {number} */ p, /** @type {number} */ i) => {
        const y = top + i * row;
        const z = request.logits[i];
        const [low, high] = [Math.min(logit(0), logit(z)), Math.max(logit(0), logit(z))];
        const grab = drag((at, isSettled) => this.set(`logits.${i}`, within(logit, at.x, 2), isSettled));
        return svg`
          <text class="axis-name" x="4" y=${y + 25}>z${subscript(i + 1)}</text>
          <line class="grid zero" x1=${logit(0)} x2=${logit(0)} y1=${y} y2=${y + 36}></line>
          <rect class="bar ${z < 0 ? "negative" : "positive"}" x=${low} y=${y + 4} width=${Math.max(0.5, high - low)} height="28"></rect>
          <text class="value" x=${z < 0 ? logit(0) + 6 : logit(0) - 6} y=${y + 24} text-anchor=${z < 0 ? "start" : "end"}>${fixed(z)}</text>
          <g class="handle" @pointerdown=${grab}><title>Drag: moves the logit</title><circle class="grip" cx=${logit(z)} cy=${y + 18} r="20"></circle><circle class="point" cx=${logit(z)} cy=${y + 18} r="8"></circle></g>
          <rect class="bar plain" x=${second} y=${y + 4} width=${Math.max(0.5, exponential(result.exponentials[i]))} height="28"></rect>
          <text class="value" x=${second} y=${y + 52}>${drawn(result, `exponentials.${i}`)}</text>
          <rect class="bar" x=${third} y=${y + 4} width=${Math.max(0.5, share(p))} height="28"></rect>
          <text class="value" x=${third} y=${y + 52}>${drawn(result, `probabilities.${i}`, 4)}</text>`;
      })}
    </svg>`;
  }
}

/** All shares laid end to end: they fill the bar, whatever the logits are. @param {any} result @param {boolean} isClose */
function whole(result, isClose) {
  const width = isClose ? 470 : 700;
  const ends = result.probabilities.map((/** @type {number} */ _, /** @type {number} */ i) =>
    result.probabilities
      .slice(0, i)
      .reduce((/** @type {number} */ sum, /** @type {number} */ p) => sum + p, 0),
  );
  return svg`<svg class="plot whole-bar" viewBox="0 0 ${width} 62" role="img" aria-label="The probabilities laid end to end add up to 1">
    ${result.probabilities.map(
      (/** @type {number} */ p, /** @type {number} */ i) => svg`
      <rect class="bar ${i % 2 ? "light" : ""}" x=${2 + ends[i] * (width - 4)} y="4" width=${p * (width - 4)} height="30"></rect>
      ${p * width > 46 ? svg`<text class="on-bar" x=${2 + (ends[i] + p / 2) * (width - 4)} y="25" text-anchor="middle">p${subscript(i + 1)}</text>` : ""}`,
    )}
    <text class="tick" x="2" y="56">0</text><text class="tick" x=${width - 2} y="56" text-anchor="end">1</text>
  </svg>`;
}

/** @param {Model} model */
function inside({ result, request }) {
  return html`<h3>The arithmetic</h3>
    <p class="inside-kind">exponentials, then shares</p>
    <table class="sum"><caption class="visually-hidden">Exponentials and shares</caption>
      <thead class="visually-hidden"><tr><th>class</th><th>exponential</th><th>share</th></tr></thead>
      <tbody>${result.probabilities.map(
        (/** @type {number} */ _, /** @type {number} */ i) => html`<tr>
        <th scope="row">e<sup>${fixed(result.scaled[i])}</sup></th><td>${shown(result, `exponentials.${i}`, 3)}</td><td>${shown(result, `probabilities.${i}`, 4)}</td></tr>`,
      )}</tbody>
      <tfoot><tr><th scope="row">sum</th><td>${shown(result, "total", 3)}</td><td>${shown(result, "probability_sum", 4)}</td></tr></tfoot>
    </table>
    ${result.two_class === null ? "" : html`<p class="inside-kind">Two classes are one sigmoid: σ(${fixed(result.scaled[0])} − ${fixed(result.scaled[1])}) = ${shown(result, "two_class", 4)}, the first share.</p>`}
    ${request.shift === 0 ? "" : html`<p class="inside-kind">Every exponential is e<sup>${fixed(request.shift / request.temperature)}</sup> times what it was, and so is the sum: the shares stay.</p>`}`;
}

/** @param {Model} model */
function maths({ result, request }) {
  const n = (/** @type {string} */ path, decimals = 3) => sourced(result, path, decimals);
  const T = request.temperature;
  return html`<p class="maths-of">With the present numbers${T === 1 ? "" : `, the logits divided by T = ${fixed(T)}`}${request.shift ? `, after ${fixed(request.shift, 1)} was added to each` : ""}:</p>
    ${result.probabilities.map((/** @type {number} */ _, /** @type {number} */ i) => equation`${`p${subscript(i + 1)}`} = ${fraction(power("e", n(`scaled.${i}`, 2)), n("total"))} = ${fraction(n(`exponentials.${i}`), n("total"))} = ${n(`probabilities.${i}`, 4)}`)}`;
}

customElements.define("nudge-softmax", SoftmaxPanel);
