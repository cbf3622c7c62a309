/** The trials as rows of a file. */

/** @param {Api.TunerResult} result @returns {(string | number | null)[][]} */
export function rowsOf({ trials, best }) {
  const settings = /** @type {(keyof Api.TrialValues)[]} */ (Object.keys(trials[0]?.values ?? {}));
  const numbers = /** @type {const} */ (["loss", "accuracy", "test_loss", "test_accuracy"]);
  return [
    ["trial", ...settings, "epochs", "status", ...numbers, "lowest_so_far"],
    ...trials.map((trial) => [
      trial.number + 1,
      ...settings.map((name) => trial.values[name]),
      trial.epochs,
      trial.status,
      ...numbers.map((name) => trial[name]),
      best[trial.number] ?? null,
    ]),
  ];
}
