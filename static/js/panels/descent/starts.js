/** Where a race over a network’s loss starts. */
import { same } from "../../lib/state.js";

/**
 * Where a race began that started where the network's own run does, and now its run is another: the start of
 * that; else null.
 * @param {Api.DescentResult} before @param {Api.DescentRequest} asked @param {Api.DescentResult} after
 * @param {Api.DescentRequest} request
 */
export function startOnNewRun(before, asked, after, request) {
  const [old, now] = [before, after].map(({ own_run: run }) => run && rounded(run.points[0]));
  const isOnIt = asked.surface === "network" && old && same(asked.start, old) && same(request.start, old);
  return isOnIt && now && !same(now, old) ? now : null;
}

/** A start as the sliders set it. @param {number[]} [point] */
export function rounded(point = [0, 0]) {
  return /** @type {[number, number]} */ (point.map((each) => Number(each.toFixed(2))));
}
