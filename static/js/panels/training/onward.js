/** The way from a run to the lesson where its network is asked about new rows. */
import { html } from "../../../vendor/vendor.js";
import { writeQuery } from "../../lib/url_state.js";
import { LONGEST } from "../../panel/address.js";

/** @param {object} state  the request of the run @param {object} defaults */
export function onward(state, defaults) {
  const query = writeQuery({ state, defaults, view: {}, viewDefaults: {}, prefix: "predict.run." }, "");
  if (query.length > LONGEST)
    return html`<p class="maths-of">This table is too large to be taken along in an address.</p>`;
  return html`<p class="maths-of"><a href="/lessons/predictions${query}#panel-predict">Ask this network about
    new rows</a>: trained to its end, in lesson 10.</p>`;
}
