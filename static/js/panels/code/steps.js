/** The steps of a program: their numbers and names, the same in every library. */

/** @type {Record<string, [number, string, string?]>} Its number, its name, and the class of its color. */
const STEPS = {
  data: [1, "The examples"],
  network: [2, "The network"],
  measure: [3, "Measuring"],
  loop: [4, "The loop begins"],
  forward: [5, "Forward", "step-forward"],
  loss: [6, "Loss", "step-loss"],
  backward: [7, "Backward", "step-backward"],
  update: [8, "Update", "step-update"],
  print: [9, "What is printed"],
};

/** @param {string} step */
export function stepOf(step) {
  const [number, name, color = ""] = STEPS[step];
  return { number, name, color };
}

/** @type {Record<string, string>} */
const LIBRARIES = { numpy: "NumPy", pytorch: "PyTorch", sklearn: "scikit-learn" };

/** @param {string} library */
export function libraryName(library) {
  return LIBRARIES[library];
}
