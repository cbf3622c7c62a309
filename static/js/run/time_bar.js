/** The time slider over the whole run, with the loss as its relief, and the buttons that move through it. */
import { area, curveLinear, html, live, nothing, scaleLinear, svg } from "../../vendor/vendor.js";
import { thinned } from "../lib/curve_data.js";
import { indexOfEpoch } from "../lib/epochs.js";
import { fixed } from "../lib/format.js";
import { lastEpochOf } from "./run.js";
import { numbersAt } from "./words.js";

const WIDTH = 1000;
const HEIGHT = 44;
/** The button is wide enough for this name whatever it is called: the slider beside it stays where it is. */
const LONGEST = "Play again";

/**
 * @typedef {import("./model.js").RunModel} RunModel
 * @typedef {import("./model.js").RunResult} RunResult
 */

/** @param {RunModel} model */
export function timeBar(model) {
  const { snapshot, isTrained, isPlaying, isTraining, watched, request, view, on } = model;
  const { result } = snapshot.run;
  /** The epoch under the thumb. */
  const wanted = view.epoch ?? 0;
  const last = lastEpochOf(result);
  const { epoch: shown } = numbersAt(snapshot);
  const end = isTrained ? last : request.epochs;
  const loss = result.history.train_loss[shown] ?? null;
  const seek = (/** @type {Event} */ event) =>
    on.seek(Number(/** @type {HTMLInputElement} */ (event.target).value), event.type === "change");
  const words = `epoch ${shown} of ${last}${loss === null ? "" : `, loss ${fixed(loss, 3)}`}`;
  return html`
    <button type="button" class="primary play" data-action="play">${icon(
      isTraining ? "stop" : isPlaying ? "pause" : "play",
    )}<span class="play-name" data-longest=${LONGEST}>${playName(model, shown >= last)}</span></button>
    <div class="film">
      <svg class="relief" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none"
        aria-hidden="true">${relief(result, wanted, watched)}</svg>
      <input type="range" class="slider-range time-range" min="0" max=${end} step="1"
        .value=${live(String(Math.min(wanted, end)))} ?disabled=${!isTrained}
        aria-label="Time: the epoch" aria-valuetext=${words} data-time @input=${seek} @change=${seek}>
      <div class="film-ends" aria-hidden="true"><span>0</span><span>${end} epochs</span></div>
    </div>
    ${epochReading(snapshot)}`;
}

/** What the big button does. @param {RunModel} model @param {boolean} isAtEnd */
function playName({ isTraining, isTrained, isPlaying }, isAtEnd) {
  if (isTraining) return "Stop";
  if (!isTrained) return "Train";
  if (isPlaying) return "Pause";
  return isAtEnd ? LONGEST : "Play";
}

/** The epoch as a number, with its batches during it. @param {RunModel["snapshot"]} snapshot */
function epochReading(snapshot) {
  const { epoch, batch, batches } = numbersAt(snapshot);
  const path = batch ? nothing : `snapshots.epoch.${snapshot.index}:0`;
  const inside = batch ? html`<span class="epoch-batch">+ ${batch} of ${batches} batches</span>` : "";
  return html`<p class="epoch"><span class="epoch-number" data-epoch data-number=${path}>${epoch}</span>
    <span class="epoch-word">epoch${inside}</span></p>`;
}

/** The buttons that move through time, and its pace. @param {RunModel} model */
export function timeTools({ snapshot, isTrained, view, constants }) {
  const { batches, parameter_count: parameters } = snapshot.run.result.settings;
  // An epoch of too many batches cannot be gone through one by one
  const fits = batches * parameters <= (constants.numbers_of_an_epoch ?? Number.POSITIVE_INFINITY);
  const speeds = ["slow", "normal", "fast"].map(
    (speed) => html`<button type="button" data-action="speed" data-value=${speed}
      aria-pressed=${String(view.speed === speed)}>${speed}</button>`,
  );
  return html`${steps("epoch", isTrained, ["Key: Page Up", "Key: Page Down"])}
    ${batches > 1 ? steps("batch", isTrained && fits) : ""}
    <div class="segments" role="group" aria-label="Speed">${speeds}</div>
    <button type="button" class="quiet" data-action="loop" aria-pressed=${String(view.loop)}>Loop</button>
`;
}

/**
 * One back, one on.
 * @param {"epoch" | "batch"} what @param {boolean} isTrained
 * @param {unknown[]} [titles]  that name their keys
 */
function steps(what, isTrained, [back, on] = [nothing, nothing]) {
  return html`<div class="time-steps">
      <button type="button" data-action=${what} data-value="-1" ?disabled=${!isTrained} title=${back}><span
        aria-hidden="true">◀</span> ${what}<span class="visually-hidden"> back</span></button>
      <button type="button" data-action=${what} data-value="1" ?disabled=${!isTrained} title=${on}>${what}
        <span class="visually-hidden">on</span><span aria-hidden="true">▶</span></button>
    </div>`;
}

/**
 * The loss under the slider: lit up to the present epoch, and drawn as far as it has been watched.
 * @param {RunResult} result
 * @param {number} epoch
 * @param {number} watched
 */
function relief({ history }, epoch, watched) {
  const values = history.train_loss;
  if (values.length < 2) return "";
  const finite = /** @type {number[]} */ (values.filter((value) => value !== null));
  const top = Math.min(Math.max(...finite), 2 * (finite[0] ?? 1)) || 1;
  const x = scaleLinear([0, Math.max(history.epoch.at(-1) ?? 0, 1)], [0, WIDTH]);
  const y = scaleLinear([0, top], [HEIGHT, 3]).clamp(true);
  const shape = area(
    (/** @type {number} */ place) => x(history.epoch[place]),
    HEIGHT,
    (/** @type {number} */ place) => y(values[place] ?? 0),
  )
    .defined((/** @type {number} */ place) => values[place] !== null)
    .curve(curveLinear);
  const upTo = (/** @type {number} */ end) =>
    end > 0 ? shape(thinned(values.slice(0, indexOfEpoch(history.epoch, end) + 1))) : "";
  return svg`<path class="relief-to-come" d=${upTo(Math.max(watched, epoch))}></path>
    <path class="relief-past" d=${upTo(epoch)}></path>`;
}

/** @param {"play" | "pause" | "stop"} name */
function icon(name) {
  const paths = { play: "M4,2L14,8L4,14Z", pause: "M3,2H7V14H3ZM9,2H13V14H9Z", stop: "M3,3H13V13H3Z" };
  return svg`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${paths[name]}></path></svg>`;
}
