/**
 * A text in lines, each as long as still fits; a word that is too long has a line of its own.
 * @param {string} text @param {(line: string) => boolean} fits @returns {string[]}
 */
export function linesOf(text, fits) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trimStart();
    if (lines.length && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
