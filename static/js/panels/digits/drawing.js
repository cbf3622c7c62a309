/** The strokes that are drawn: by mouse, pen or finger, or by keys that move a pen over the sheet. */

/** @typedef {[number, number]} Point  from 0 to 1, from the upper left corner */

/** A point that is no farther from the last one adds nothing. */
const CLOSE = 0.008;
const KEY_STEP = 1 / 16;
const DECIMALS = 3;
const KEYS = /** @type {Record<string, Point>} */ ({
  ArrowLeft: [-KEY_STEP, 0],
  ArrowRight: [KEY_STEP, 0],
  ArrowUp: [0, -KEY_STEP],
  ArrowDown: [0, KEY_STEP],
});

export class Drawing {
  /** @param {() => void} changed @param {{strokes: number, points: number}} most */
  constructor(changed, most) {
    this.changed = changed;
    this.most = most;
    /** @type {Point[][]} */
    this.strokes = [];
    /** Where the pen of the keyboard is. @type {Point} */
    this.pen = [0.5, 0.25];
    this.isDown = false;
    this.isKeyed = false;
  }

  /** @param {Point} point */
  begin(point) {
    if (this.strokes.length >= this.most.strokes) return;
    this.strokes = [...this.strokes, [rounded(point)]];
    this.changed();
  }

  /** @param {Point} point */
  extend(point) {
    const last = this.strokes.at(-1);
    const from = last?.at(-1);
    if (!last || !from || this.strokes.flat().length >= this.most.points) return;
    if (Math.hypot(point[0] - from[0], point[1] - from[1]) < CLOSE) return;
    this.strokes = [...this.strokes.slice(0, -1), [...last, rounded(point)]];
    this.changed();
  }

  undo() {
    this.isDown = false;
    this.strokes = this.strokes.slice(0, -1);
    this.changed();
  }

  clear() {
    this.isDown = false;
    if (this.strokes.length) this.strokes = [];
    this.changed();
  }

  /** The pen of the mouse, the finger. @param {PointerEvent} event */
  press(event) {
    const sheet = /** @type {SVGSVGElement} */ (event.currentTarget);
    if (event.button !== 0) return;
    sheet.setPointerCapture(event.pointerId);
    this.isDown = this.isKeyed = false;
    this.begin(placeOf(event, sheet));
    const move = (/** @type {PointerEvent} */ each) => this.extend(placeOf(each, sheet));
    const end = () => {
      sheet.removeEventListener("pointermove", move);
      sheet.removeEventListener("pointerup", end);
      sheet.removeEventListener("pointercancel", end);
    };
    sheet.addEventListener("pointermove", move);
    sheet.addEventListener("pointerup", end);
    sheet.addEventListener("pointercancel", end);
  }

  /** The pen of the keyboard. @param {KeyboardEvent} event */
  key(event) {
    const step = KEYS[event.key];
    if (step) this.walk(step);
    else if (event.key === " " || event.key === "Enter") this.turnPen();
    else if (event.key === "Backspace") this.undo();
    else if (event.key === "Delete") this.clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Point} step */
  walk([right, down]) {
    this.isKeyed = true;
    const [x, y] = this.pen;
    this.pen = [within(x + right), within(y + down)];
    if (this.isDown) this.extend(this.pen);
    this.changed();
  }

  turnPen() {
    this.isKeyed = true;
    this.isDown = !this.isDown;
    if (this.isDown) this.begin(this.pen);
    this.changed();
  }
}

/** @param {number} value */
function within(value) {
  return Math.min(1, Math.max(0, value));
}

/** Where on the sheet. @param {PointerEvent} event @param {SVGSVGElement} sheet @returns {Point} */
function placeOf(event, sheet) {
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const side = Math.min(width, height);
  const x = (event.clientX - left - (width - side) / 2) / side;
  const y = (event.clientY - top - (height - side) / 2) / side;
  return [within(x), within(y)];
}

/** @param {Point} point @returns {Point} */
function rounded([x, y]) {
  return [Number(x.toFixed(DECIMALS)), Number(y.toFixed(DECIMALS))];
}
