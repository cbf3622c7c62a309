/** Motion is for those who want it. */

/** Asked once, for it stays up to date, and asking has the browser work out all styles. */
const none = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

/** Whether the reader has asked for none. */
export function wantsNoMotion() {
  return none?.matches ?? false;
}
