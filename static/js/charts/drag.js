/** Dragging in a picture: a pointer's way in the units of the drawing. */

/**
 * A listener for pointerdown that follows the pointer until it is let go.
 * @param {(at: {x: number, y: number}, isSettled: boolean) => void} onMove
 */
export function drag(onMove) {
  return (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    const picture = /** @type {SVGSVGElement} */ (/** @type {Element} */ (event.target).closest("svg"));
    event.preventDefault();
    event.stopPropagation();
    picture.setPointerCapture(event.pointerId);
    const follow = (/** @type {PointerEvent} */ moved) => onMove(pointerPosition(picture, moved), false);
    const stop = (/** @type {PointerEvent} */ last) => {
      picture.removeEventListener("pointermove", follow);
      picture.removeEventListener("pointerup", stop);
      picture.removeEventListener("pointercancel", stop);
      onMove(pointerPosition(picture, last), true);
    };
    picture.addEventListener("pointermove", follow);
    picture.addEventListener("pointerup", stop);
    picture.addEventListener("pointercancel", stop);
  };
}

/**
 * Where a pointer is, in the units of the drawing.
 * @param {SVGSVGElement} picture @param {PointerEvent | MouseEvent} event
 */
export function pointerPosition(picture, event) {
  const matrix = /** @type {DOMMatrix} */ (picture.getScreenCTM()).inverse();
  const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix);
  return { x, y };
}
