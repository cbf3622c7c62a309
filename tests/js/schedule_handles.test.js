import assert from "node:assert/strict";
import { test } from "node:test";
import { handlesOf } from "../../static/js/panels/schedule/handles.js";

const CURVES = {
  constant: {},
  step: { step_size: 4, gamma: 0.5 },
  multistep: { milestones: [3, 6], gamma: 0.5 },
  exponential: { gamma: 0.9 },
  cosine: { T_max: 10, eta_min: 0.01 },
  warm_restarts: { T_0: 5, T_mult: 1, eta_min: 0.01 },
  warmup_cosine: { total_iters: 2, start_factor: 0.25, end_factor: 1, T_max: 8, eta_min: 0 },
  one_cycle: { total_steps: 10, pct_start: 0.3, div_factor: 25, final_div_factor: 100 },
  reduce_on_plateau: { patience: 2, factor: 0.5 },
};

/** @param {string} name */
function handles(name) {
  const options = /** @type {Record<string, any>} */ (CURVES)[name];
  return handlesOf(name, { options, eta: 0.2, moves: 10, rates: [0.2, 0.2, 0.2, 0.2, 0.1], falls: [4] });
}

test("a handle that stays where it is changes nothing", () => {
  for (const [name, options] of Object.entries(CURVES)) {
    const known = /** @type {Record<string, unknown>} */ ({ ...options, learning_rate: 0.2 });
    for (const handle of handles(name)) {
      for (const [field, value] of Object.entries(handle.set(handle.move, handle.rate))) {
        if (Array.isArray(value)) assert.deepEqual(value, known[field]);
        else assert.ok(Math.abs(Number(value) - Number(known[field])) < 1e-12, `${name}.${field} ${value}`);
      }
    }
  }
});

test("the first fall of a step schedule says when and how far", () => {
  const fall = handles("step")[1];
  assert.deepEqual(fall?.set(7, 0.05), { step_size: 7, gamma: 0.25 });
});

test("a later fall of a multistep schedule tells the factor by its root", () => {
  const last = /** @type {import("../../static/js/panels/schedule/handles.js").Handle} */ (
    handles("multistep")[2]
  );
  const { milestones, gamma } = last.set(8, 0.2 / 9);
  assert.deepEqual(milestones, [3, 8]);
  assert.ok(Math.abs(Number(gamma) - 1 / 3) < 1e-12);
});

test("a plateau that never comes has one handle, the rate", () => {
  const curve = { options: CURVES.reduce_on_plateau, eta: 0.2, moves: 3, rates: [0.2, 0.2, 0.2], falls: [] };
  assert.deepEqual(
    handlesOf("reduce_on_plateau", curve).map(({ key }) => key),
    ["rate"],
  );
});
