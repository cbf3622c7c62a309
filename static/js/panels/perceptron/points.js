/** The list of the perceptron's examples, to edit by keyboard. */
import { html } from "../../../vendor/vendor.js";
import "../../controls/number_field.js";
import { shortName } from "../../lib/names.js";
import { classOf } from "./picture.js";

/**
 * @typedef {import("./panel.js").Shown} Shown
 * @typedef {import("./panel.js").PerceptronPanel} Panel
 */

/** The list of the examples, to edit by keyboard. @param {Shown} model @param {Panel} panel */
export function pointEditor({ constants: { largest }, result }, panel) {
  const { low, input_names: inputs } = result;
  const coordinate = (
    /** @type {Api.Point} */ each,
    /** @type {number} */ index,
    /** @type {number} */ axis,
  ) => {
    const take = (/** @type {CustomEvent<number>} */ { detail }) =>
      panel.changePoint(index, {
        x: each.x.map((/** @type {number} */ old, /** @type {number} */ at) => (at === axis ? detail : old)),
      });
    return html`<td><nudge-number data-low=${-largest} data-high=${largest} data-step="0.1"
      .label="example ${index + 1}, ${shortName(inputs[axis] ?? "")}" .value=${each.x[axis]}
      @number-taken=${take}></nudge-number></td>`;
  };
  const names = inputs.map((name) => html`<th scope="col" title=${name}>${shortName(name)}</th>`);
  return html`<p class="more-count">Click into the plane to add one, drag to move one; or edit the list.</p>
    <div class="segments" role="group" aria-label="A click places class">
      ${[1, 0].map(
        (y) => html`<button type="button" aria-pressed=${String(panel.view.placing === y)}
        @click=${() => panel.setView({ placing: y })}>${classOf(result, { y })} ${y ? "●" : "■"}</button>`,
      )}
    </div>
    <table class="points"><thead><tr>${names}<th scope="col">class</th>
    <th><span class="visually-hidden">remove</span></th></tr></thead>
      <tbody>${panel.points.map(
        (each, index) => html`<tr>
          ${each.x.map((_, axis) => coordinate(each, index, axis))}
          <td><button type="button" aria-label="example ${index + 1} is ${classOf(result, each)}: change"
            @click=${() =>
              panel.changePoint(index, {
                y: each.y === 1 ? low : 1,
              })}>${result.class_names[Number(each.y === 1)]} ${each.y === 1 ? "●" : "■"}</button></td>
          <td><button type="button" class="quiet" aria-label="remove example ${index + 1}"
            @click=${() => panel.removePoint(index)}>×</button></td>
        </tr>`,
      )}</tbody></table>
    <button type="button" @click=${() => panel.addPoint([0, 0])}>Add an example at (0, 0)</button>`;
}
