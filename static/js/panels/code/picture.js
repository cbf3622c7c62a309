/** The programs side by side: a band for each step, and what each library writes for it. Pure functions. */
import { html, nothing } from "../../../vendor/vendor.js";
import { shown } from "../../charts/number.js";
import { libraryName, stepOf } from "./steps.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 */

/** So many numbers are shown in a line. */
const FEW = 4;
const DEPTHS = ["", "code-depth-1", "code-depth-2", "code-depth-3"];

/** @param {Shown} model */
export function picture(model) {
  const { columns } = model.result;
  return html`<div class="code-pictures">
    ${choiceOfColumn(model)}
    <div class="code-sheet ${columns.length === 3 ? "columns-3" : ""}" tabindex="0" role="group"
      aria-label="The programs, step by step">
      <div class="code-row code-heads" aria-hidden="true">${columns.map(
        ({ library }) => html`<p class="code-head ${openIf(model, library)}">${libraryName(library)}</p>`,
      )}</div>
      ${model.result.steps.map((step) => row(model, step))}
    </div>
  </div>`;
}

/** Where there is no room for all. @param {Shown} model */
function choiceOfColumn({ result, column }) {
  const button = (/** @type {string} */ library) => html`<button type="button" class="chip"
    data-action="column" data-value=${library} aria-pressed=${String(library === column)}>${libraryName(
      library,
    )}</button>`;
  return html`<div class="code-choice" role="group" aria-label="Program">${result.columns.map(({ library }) =>
    button(library),
  )}</div>`;
}

/**
 * The column that has the room, and the pair where there is room for two: NumPy and another.
 * @param {Shown} model @param {string} library
 */
function openIf({ column }, library) {
  const second = column === "numpy" ? "pytorch" : column;
  const isOfPair = library === "numpy" || library === second;
  return `${library === column ? "code-chosen" : ""} ${isOfPair ? "code-pair" : ""}`;
}

/** A step in all libraries. @param {Shown} model @param {string} step */
function row(model, step) {
  const { number, name, color } = stepOf(step);
  const isNow = model.line?.step === step;
  return html`<section class="code-step ${color} ${isNow ? "now" : ""}" data-step=${step}>
    <h3 class="code-band"><span class="code-number">${number}</span> ${name}</h3>
    <div class="code-row">${model.result.columns.map(({ library, blocks }) => {
      const block = blocks.find((each) => each.step === step);
      return html`<div class="code-cell ${openIf(model, library)}"><p class="visually-hidden">${libraryName(
        library,
      )}</p>${block ? lines(model, library, block) : nothingHere(step)}</div>`;
    })}</div>
    ${step === "print" && !model.line ? printed(model) : nothing}
  </section>`;
}

/** What all of them print in the whole run. @param {Shown} model */
function printed({ result }) {
  const few = result.printed.flatMap((each, place) =>
    each.rows.length === 1 && each.rows[0].length <= FEW ? [{ ...each, place }] : [],
  );
  const one = (/** @type {Api.CodePrinted & {place: number}} */ { name, shape, rows, whole, place }) => {
    const numbers = rows[0].map((_, i) =>
      shown(result, `printed.${place}.rows.0.${i}`, whole ? 0 : "amount"),
    );
    return html`<li>${name} = ${shape.length ? "[" : ""}${numbers.map(
      (each, i) => html`${i ? ", " : ""}${each}`,
    )}${shape.length ? "]" : ""}</li>`;
  };
  return html`<div class="code-output">
    <p>Printed by ${result.columns.length === 3 ? "all three" : "both"}, shown with three decimals:</p>
    <ul>${few.map((each) => one(each))}</ul>
    ${result.missing ? html`<p>${result.missing}</p>` : ""}</div>`;
}

/** What a library has no line for. @param {string} step */
function nothingHere(step) {
  const isDone = ["loss", "backward", "update"].includes(step);
  const done = `done by the call of step ${stepOf("forward").number}`;
  return html`<p class="code-none">${isDone ? done : "no line is needed"}</p>`;
}

/** @param {Shown} model @param {string} library @param {Api.CodeBlock} block */
function lines(model, library, block) {
  let number = block.line;
  return block.pieces.map(({ text, is_numbers: isNumbers }) => {
    const first = number;
    const each = text.replace(/\n$/, "").split("\n");
    number += each.length;
    if (isNumbers) return folded(text, each);
    return each.map((line, place) => one(model, library, line, first + place));
  });
}

/** Long numbers, folded. @param {string} text @param {string[]} all */
function folded(text, all) {
  const [head] = text.split("=");
  const count = text.match(/\d+(?:\.\d+)?(?:e[-+]\d+)?/g)?.length ?? 0;
  return html`<details class="listing-fold"><summary>${head}= … ${count} numbers</summary>${all.map((line) =>
    plain(line),
  )}</details>`;
}

/** How deep a line stands, as a class. @param {string} line */
function depth(line) {
  const spaces = line.length - line.trimStart().length;
  return DEPTHS[Math.min(DEPTHS.length - 1, Math.floor(spaces / 4))];
}

/** A line that is not walked. @param {string} line */
function plain(line) {
  return html`<span class="code-line ${depth(line)}">${line.trim() || " "}</span>`;
}

/** @param {Shown} model @param {string} library @param {string} text @param {number} number */
function one({ at, result }, library, text, number) {
  if (library !== "numpy") return plain(text);
  const isNow = at !== null && result.walk[at].line === number;
  const next = result.walk.findIndex((each, place) => each.line === number && place >= (at ?? 0));
  const place = next < 0 ? result.walk.findIndex((each) => each.line === number) : next;
  if (place < 0) return plain(text);
  return html`<span class="code-line code-run ${depth(text)}" data-action="line" data-value=${place}
    aria-current=${isNow ? "step" : nothing}>${text.trim()}</span>`;
}
