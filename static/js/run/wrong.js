/** How many decisions are wrong, in words: where there are decisions, whatever the data are made of. */

/** @typedef {import("./model.js").ShownSnapshot} ShownSnapshot */

/** @param {number[]} counts */
function sum(counts) {
  return counts.reduce((total, each) => total + each, 0);
}

/** @param {Pick<ShownSnapshot, "run" | "index">} snapshot */
export function wrongOnes({ run, index }) {
  const { confusion } = run.result.snapshots;
  const table = confusion?.[index];
  if (!table) return "";
  const total = sum(table.flat());
  const wrong = total - sum(table.map((row, kind) => row[kind] ?? 0)); // off the diagonal
  if (wrong === 0) return `; all ${total} training examples are decided right`;
  const ringed = run.result.data.inputs?.[0]?.length === 2 ? " (ringed)" : "";
  return `; ${wrong} of ${total} training examples ${wrong === 1 ? "is" : "are"} decided wrong${ringed}`;
}
