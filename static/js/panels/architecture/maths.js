/** The counts with the present numbers put in. */
import { html } from "../../../vendor/vendor.js";
import { grouped } from "../../lib/format.js";
import { layerTitle } from "./sizes.js";

/** @param {import("./panel.js").Shown} model */
export function maths({ request, result }) {
  const sum = result.layers.map(({ parameters }) => grouped(parameters)).join(" + ");
  const products = result.layers.map(({ inputs, outputs }) => `${grouped(inputs)} · ${grouped(outputs)}`);
  return html`<p class="maths-of">The network that is built, layer by layer:</p>
    ${result.layers.map(
      ({ arithmetic }, index) => html`<p>${layerTitle(request.layers, index + 1)}: ${arithmetic}</p>`,
    )}
    <p>Parameters: ${sum} = ${grouped(result.parameters)}</p>
    <p>Multiply-adds: ${products.join(" + ")} = ${grouped(result.multiply_adds)}</p>
    <p>Bytes: 4 · ${grouped(result.parameters)} = ${grouped(result.bytes)}</p>`;
}
