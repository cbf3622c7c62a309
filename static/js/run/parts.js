/** The parts of a panel that trains, by the names of its frame: each a function of the run's model. */
import { html } from "../../vendor/vendor.js";
import { actions } from "./actions.js";
import { curves } from "./curves.js";
import { diagnosisDrawer, firstFinding } from "./diagnosis.js";
import { exportDrawer } from "./export.js";
import { largePart, largeSwitch, shareAsAnswer, whichIsWhich } from "./large.js";
import { mathsOf } from "./maths.js";
import { confusion, gradients, histogram, unitCard } from "./readings.js";
import { runsDrawer } from "./runs_drawer.js";
import { timeBar, timeTools } from "./time_bar.js";
import { answerOf, sentenceOf } from "./words.js";

/** @typedef {import("./model.js").RunModel} RunModel */

/**
 * @param {RunModel} model
 * @param {import("./model.js").RunConfiguration} configuration
 * @returns {Record<string, unknown>}
 */
export function partsOf(model, configuration) {
  const { title, picture, beside = usualBeside, readings = usualReadings, isSeeded = true } = configuration;
  const { snapshot, request, view, family } = model;
  const { result } = snapshot.run;
  const ofSeeds = view.large.startsWith("seed") ? family : null;
  const inside = () =>
    html`${largeSwitch(model)}${beside(model)}<div class="readings">${readings(model)}</div>`;
  return {
    title: title(result, request),
    picture: picture(model),
    inside: view.large === "none" ? inside() : largePart(model, isSeeded),
    time: timeBar(model),
    tools: timeTools(model),
    answer: ofSeeds ? shareAsAnswer(ofSeeds) : answerOf(snapshot),
    sentence: ofSeeds ? ofSeeds.sentence : sentenceOf(model),
    actions: actions(model, isSeeded),
    finding: firstFinding(snapshot),
    // Lists of runs are long: made when their drawer is open
    maths: () => mathsOf(snapshot),
    diagnosis: () => diagnosisDrawer(result),
    runs: () => runsDrawer(model),
    export: () => exportDrawer(model.on.openFile),
  };
}

/** The opened unit, the curves, the gradient of each layer. @param {RunModel} model */
function usualBeside(model) {
  const { snapshot, parameters, unit, view, change } = model;
  return html`${unit ? unitCard(snapshot, parameters, unit) : ""}
        ${curves(model)}
        <div class="side-tools"><button type="button" class="quiet" data-action="log"
          aria-pressed=${String(view.log)}>log scale</button>${change ? whichIsWhich(change) : ""}</div>
        ${gradients(snapshot)}`;
}

/** Which class is taken for which, and how the weights spread. @param {RunModel} model */
function usualReadings({ snapshot, parameters }) {
  return html`${confusion(snapshot)}${histogram(parameters)}`;
}
