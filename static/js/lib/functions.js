/** What an activation function is called in a formula: by its sign where it has one, else by its name. */

/** @typedef {Record<string, string>} Names  what the page calls each function */

/** σ, tanh, ReLU: before the bracket with z in it. @param {string} name @param {Names} names */
export function inFormula(name, names) {
  return name === "sigmoid" ? "σ" : (names[name] ?? name).replaceAll(" ", "\u00a0");
}
