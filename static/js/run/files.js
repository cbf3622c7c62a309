/** A run as files: its history, its weights, its picture, all of it; and a run read back from a file. */
import { ask } from "../lib/api.js";
import { csv } from "../lib/csv.js";
import { save } from "../panel/save.js";
import { fetched } from "../panel/trouble.js";
import { unpacked } from "./run.js";
import { runRows } from "./run_log.js";

/** @typedef {import("./model.js").Run} Run */

const LARGEST_IMPORT = 4_000_000;
const KEPT = { format: "nudge-run", version: 1 };

/** @param {string} kind @param {import("./panel.js").RunPanel} panel */
export async function exported(kind, panel) {
  const { run, index } = panel.display.snapshot;
  const { history, snapshots } = run.result;
  const { slug, defaults } = panel.first;
  const { fileName = () => slug } = panel.configuration;
  const name = `nudge-${fileName(run.request)}-epoch-${snapshots.epoch[index]}`;
  if (kind === "history-csv") save(csv(historyRows(history)), "nudge-history.csv", "text/csv");
  if (kind === "history-json") save(JSON.stringify(history), "nudge-history.json", "application/json");
  if (kind === "weights-json")
    save(JSON.stringify(networkAt(run, index)), `${name}.json`, "application/json");
  if (kind === "weights-npz") {
    const { npz } = await fetched(panel, panel.npzScript);
    save(npz(networkAt(run, index)), `${name}.npz`, "application/octet-stream");
  }
  if (kind === "run-json") save(JSON.stringify(runFile(panel)), "nudge-run.json", "application/json");
  if (kind === "runs-csv") save(csv(runRows(panel.log, defaults, slug)), "nudge-runs.csv", "text/csv");
  if (kind.startsWith("picture-")) {
    const { savePicture } = await fetched(panel, panel.pictureScript);
    const shown = panel.isLarge ? ".large-charts" : "[data-part=picture] :is(.layered, svg)";
    const picture = /** @type {Element} */ (panel.querySelector(shown));
    const words = wordsOver(panel, snapshots.epoch[index] ?? 0);
    await savePicture(kind.replace("picture-", ""), picture, words, name);
  }
}

/**
 * What stands over a picture: data, network, optimizer and rate, and the epoch, or how many seeds succeed.
 * @param {import("./panel.js").RunPanel} panel @param {number} epoch
 */
function wordsOver(panel, epoch) {
  const { run } = panel.display.snapshot;
  const said = panel.configuration.describe?.(run.result, run.request) ?? panel.first.slug;
  const ofSeeds = panel.view.large.startsWith("seed") ? panel.family : null;
  return [said, ofSeeds ? ofSeeds.sentence : `epoch ${epoch}`];
}

/** The network of a snapshot, as the API takes it. @param {Run} run @param {number} index */
function networkAt({ result: { settings, snapshots } }, index) {
  const { layers, activations } = settings;
  return { layers, activations, ...unpacked(snapshots.parameters[index] ?? [], layers) };
}

/**
 * The run as the API keeps runs: what was asked for and, once it is over, what came of it.
 * @param {import("./panel.js").RunPanel} panel
 */
function runFile(panel) {
  const { run } = panel.display.snapshot;
  const { network = null, final = null } = run.result;
  return { ...KEPT, request: panel.question(run.request), network, final };
}

/**
 * What a saved run asks for, checked by the server as any request.
 * @param {File} file
 * @param {string} slug  of the panel that kept it
 */
export async function imported(file, slug) {
  if (file.size > LARGEST_IMPORT)
    throw new Error(`The file ${file.name} is too large: ${file.size} bytes, allowed: ${LARGEST_IMPORT}.`);
  let saved;
  try {
    saved = JSON.parse(await file.text());
  } catch {
    throw new Error(`The file ${file.name} is not JSON.`);
  }
  if (saved?.format !== KEPT.format)
    throw new Error(`The file ${file.name} holds no run that was saved here.`);
  const { version, request } = saved;
  await ask(`import/${slug}`, { format: KEPT.format, version, request });
  return request;
}

/** @param {import("./model.js").History} history */
function historyRows({ gradient_norms: norms, ...columns }) {
  const layers = (norms[0] ?? []).map((_, layer) => `gradient_norm_${layer + 1}`);
  const rows = columns.epoch.map((_, row) => [
    ...Object.values(columns).map((column) => column[row]),
    ...(norms[row] ?? []),
  ]);
  return [[...Object.keys(columns), ...layers], ...rows];
}
