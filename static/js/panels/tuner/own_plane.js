/** The examples of one's own as a small plane in their sheet, where a click places one more. */

import { svg } from "../../../vendor/vendor.js";
import { drag } from "../../charts/drag.js";
import { bare, sheet } from "../../charts/small_plane.js";
import { classesOf, mark } from "../../run/marks.js";

/** As large as the sheet has room for on a phone. */
const ROOM = { width: 280, height: 280, isClose: false };

/** What a list begins with: so many examples, of two classes in turns. @param {number} count */
export function firstExamples(count) {
  return Array.from({ length: count }, (_, place) => ({
    x: [place % 2 ? 0.5 : -0.5, (4 * (Math.floor(place / 2) + 0.5)) / count - 1],
    y: place % 2,
  }));
}

/**
 * Of two inputs and classes; of anything else nothing.
 * @param {Api.Data | null} data @param {(place: number[]) => void} place
 */
export function ownPlane(data, place) {
  if (data?.inputs[0]?.length !== 2 || data.task === "regression") return "";
  const [[x0 = 0, y0 = 0], [x1 = 1, y1 = 1]] = [data.low, data.high];
  const axes = bare(
    [
      [x0, x1],
      [y0, y1],
    ],
    ROOM,
  );
  const put = drag((at, isSettled) => {
    if (isSettled) place([axes.x.invert(at.x), axes.y.invert(at.y)]);
  });
  const classes = classesOf(data);
  const marks = data.inputs.map(([x = 0, y = 0], row) =>
    mark({
      x: axes.x(x),
      y: axes.y(y),
      kind: classes[row] ?? 0,
      isHeldOut: data.split[row] === "validation",
      isMistake: false,
      size: 4,
    }),
  );
  const ground = svg`<rect class="own-ground" x=${axes.left} y=${axes.top}
    width=${axes.right - axes.left} height=${axes.bottom - axes.top} @pointerdown=${put}></rect>`;
  return sheet(axes, `${data.inputs.length} examples in the plane`, [
    marks.map((each) => svg`${each}`),
    ground,
  ]);
}
