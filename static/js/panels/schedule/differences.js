/** The seeds as dots: how much lower or higher each ends with the schedule; the mean with its interval. */
import { svg } from "../../../vendor/vendor.js";
import { plot, scales, upright } from "../../charts/plot.js";
import { fitting } from "../../lib/dots.js";
import { fixed } from "../../lib/format.js";

/** @typedef {import("./panel.js").Shown} Shown */

const MARGIN = 0.08;
/** Under the dots there is a strip for the interval. */
const STRIP = 18;

/** @param {Shown} model @param {import("../../charts/fit.js").Room} room */
export function differences({ result, request }, room) {
  const { by_seed: values, low, high, mean } = result.difference;
  const known = /** @type {number[]} */ (values.filter((value) => value !== null));
  const all = [0, ...known, ...(low === null || high === null ? [] : [low, high])];
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const margin = MARGIN * (most - least || 1);
  const axes = scales({ x: [least - margin, most + margin], y: [0, 1], ...room });
  const { radius, heights } = fitting(
    known.map((value) => axes.x(value)),
    axes.bottom - axes.top - STRIP,
  );
  const floor = axes.bottom - STRIP;
  const dots = known.map((value, index) => {
    const at = { x: axes.x(value), y: floor - (heights[index] ?? 0) };
    return value < 0
      ? svg`<circle class="difference-dot lower" cx=${at.x} cy=${at.y} r=${radius - 1}></circle>`
      : svg`<rect class="difference-dot" x=${at.x - radius + 1.5} y=${at.y - radius + 1.5}
          width=${2 * radius - 3} height=${2 * radius - 3}></rect>`;
  });
  const y = axes.bottom - STRIP / 2;
  const interval =
    low === null || high === null || mean === null
      ? ""
      : svg`<line class="interval-range" x1=${axes.x(low)} x2=${axes.x(high)} y1=${y} y2=${y}></line>
        <circle class="interval-share" cx=${axes.x(mean)} cy=${y} r="5"></circle>`;
  const { lower } = result.shares;
  const label = `Of ${request.seeds} seeds ${lower.count} end lower with the schedule; mean difference ${
    mean === null ? "unknown" : fixed(mean, 4)
  }`;
  return plot(axes, { label, xName: "difference", xTicks: 4, yTicks: 0, kind: "dot-plot" }, [
    upright(axes, 0),
    dots,
    interval,
  ]);
}
