/** Motion is for those who want it. */

/** Whether the reader has asked for none. */
export function wantsNoMotion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
