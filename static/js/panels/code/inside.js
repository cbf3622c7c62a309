/** The variables as they stand after the line: those it has set are open, the others open by a press. */
import { html } from "../../../vendor/vendor.js";
import { matrixOf } from "../../charts/matrix.js";
import { shown } from "../../charts/number.js";
import { noun } from "../../lib/format.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").Held} Held
 */

/** So many rows and columns are shown; the table of the panel has all. */
const MOST_ROWS = 8;
const MOST_COLUMNS = 4;

/** @param {Shown} model */
export function inside(model) {
  const { line } = model;
  if (!line) return html`<p class="nothing-inside">Step the program to see its variables.</p>`;
  const all = variables(model);
  const set = all.filter(({ isNew }) => isNew);
  const others = all.filter(({ isNew }) => !isNew);
  return html`<h3>After line ${shown(model.result, `walk.${model.at}.line`, 0)}</h3>
    <div class="code-set">${
      set.length
        ? set.map((each) => opened(model, each))
        : html`<p class="inside-kind">This line sets no variable.</p>`
    }</div>
    <h4 class="code-others">All other variables</h4>
    ${others.map((each) => (each.held.shape.length ? foldedVariable(model, each) : opened(model, each)))}`;
}

/** An array, opened by a press. @param {Shown} model @param {Held} variable */
function foldedVariable(model, variable) {
  const { name, held } = variable;
  return html`<details class="code-variable"><summary><var>${name}</var> <span
    class="shape">${shapeOf(held)}</span></summary>${opened(model, variable)}</details>`;
}

/**
 * Every variable there is after the line, the latest value of each.
 * @param {Shown} model @returns {Held[]}
 */
function variables({ result, at }) {
  /** @type {Map<string, Held>} */
  const known = new Map();
  result.before.forEach((held, place) => {
    known.set(held.name, { name: held.name, path: `before.${place}`, held, isNew: false });
  });
  result.walk.slice(0, (at ?? 0) + 1).forEach(({ variables: set }, step) => {
    set.forEach((held, place) => {
      const path = `walk.${step}.variables.${place}`;
      known.set(held.name, { name: held.name, path, held, isNew: step === at });
    });
  });
  return [...known.values()];
}

/** “4 × 3”, or nothing for a single number. @param {Api.CodeVariable} held */
function shapeOf({ shape }) {
  return shape.length ? `[${shape.join(" × ")}]` : "";
}

/**
 * The same with numbers that know where they come from.
 * @param {object} result @param {string} path @param {Api.CodeVariable} held
 */
function shownShape(result, path, { shape }) {
  const sizes = shape.map((_, axis) => shown(result, `${path}.shape.${axis}`, 0));
  return html`[${sizes.map((each, axis) => html`${axis ? " × " : ""}${each}`)}]`;
}

/** Its numbers; of many the first. @param {Shown} model @param {Held} variable */
function opened({ result }, { name, path, held }) {
  const decimals = held.whole ? 0 : "amount";
  if (!held.shape.length)
    return html`<p class="code-single"><var>${name}</var> = ${shown(
      result,
      `${path}.rows.0.0`,
      decimals,
    )}</p>`;
  const rows = held.rows.slice(0, MOST_ROWS);
  const paths = rows.map((row, j) => row.slice(0, MOST_COLUMNS).map((_, i) => `${path}.rows.${j}.${i}`));
  const columns = held.rows[0].length;
  const more = [
    left(held.rows.length - MOST_ROWS, "more row"),
    left(columns - MOST_COLUMNS, "more column"),
  ].filter(Boolean);
  return html`<div class="matrices" tabindex="0" role="group" aria-label=${name}>${matrixOf(
    name,
    result,
    paths,
    { decimals, shape: shownShape(result, path, held) },
  )}</div>
    ${more.length ? html`<p class="inside-kind">and ${more.join(", ")}: see <em>Data</em></p>` : ""}`;
}

/** “32 more rows”, or nothing. @param {number} count @param {string} what */
function left(count, what) {
  return count > 0 ? `${count} ${noun(count, what)}` : "";
}
