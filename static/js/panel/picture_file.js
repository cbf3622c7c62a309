/**
 * A picture of the page as a file: the drawing with its computed styles, the colors under it, its legend as
 * it stands on the page, and over it in words what it shows.
 */
import { linesOf } from "../lib/lines.js";
import { save } from "./save.js";

const PROPERTIES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linejoin",
  "stroke-linecap",
  "stroke-opacity",
  "opacity",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-weight",
  "letter-spacing",
  "text-anchor",
  "visibility",
  "display",
];
const SCALE = 2;
const SPACE = "http://www.w3.org/2000/svg";
/** A line of the words over a picture, and the room around them. */
const WORDS = { line: 21, size: 15, edge: 10 };
/** A file is shown in letters of the reader’s computer, which may be so much wider. */
const OTHER = 1.2;

/**
 * Hands the picture over as a file.
 * @param {string} kind  "svg" or "png"
 * @param {Element} picture @param {string[]} words  as below
 * @param {string} name  of the file, without its ending
 */
export async function savePicture(kind, picture, words, name) {
  if (kind === "svg") save(pictureSvg(picture, words), `${name}.svg`, "image/svg+xml");
  else save(await picturePng(picture, words), `${name}.png`, "image/png");
}

/**
 * @param {Element} picture  an svg, a box with a canvas under an svg, or a group of such
 * @param {string[]} words  lines that say what it shows: data, network, rate, epoch
 */
function pictureSvg(picture, words) {
  const isGroup = picture.querySelectorAll("svg:not(svg svg)").length > 1;
  return isGroup ? chartsSvg(picture, words) : drawingSvg(picture, words);
}

/**
 * Charts side by side with their titles, readings and legends, each where it is on the page.
 * @param {Element} charts @param {string[]} words
 */
function chartsSvg(charts, words) {
  const frame = charts.getBoundingClientRect();
  const size = { width: Math.ceil(frame.width), height: Math.ceil(frame.height) };
  const whole = /** @type {SVGSVGElement} */ (
    element("svg", { xmlns: SPACE, viewBox: `0 0 ${size.width} ${size.height}`, ...size })
  );
  for (const drawing of charts.querySelectorAll("svg:not(svg svg)")) {
    const box = drawing.getBoundingClientRect();
    const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
    copyStyles(drawing, copy);
    const at = { x: box.left - frame.left, y: box.top - frame.top, width: box.width, height: box.height };
    const canvas = drawing.closest(".layered")?.querySelector("canvas");
    if (canvas) whole.append(element("image", { href: canvas.toDataURL(), ...at }));
    whole.append(setAll(copy, at));
  }
  for (const { text, box, parent } of wordsOf(charts)) {
    const { color, fontSize, fontFamily, fontWeight } = getComputedStyle(parent);
    const looks = { fill: color, "font-size": fontSize, "font-family": fontFamily };
    const at = { x: box.left - frame.left, y: box.top - frame.top + 0.76 * box.height };
    const said = element("text", { ...at, ...looks, "font-weight": fontWeight });
    said.textContent = text;
    whole.append(said);
  }
  const { edge } = WORDS;
  const box = { x: -edge, y: 0, width: size.width + 2 * edge, height: size.height + edge };
  return finished(whole, charts, words, box);
}

/** @param {Element} picture @param {string[]} words */
function drawingSvg(picture, words) {
  const drawing = /** @type {SVGSVGElement} */ (
    picture.matches("svg") ? picture : picture.querySelector("svg")
  );
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  copyStyles(drawing, copy);
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const canvas = picture.querySelector("canvas");
  if (canvas) copy.prepend(element("image", { href: canvas.toDataURL(), x, y, width, height }));
  const legend = picture.closest(".panel")?.querySelector(".plane-legend");
  const below = legend ? addLegend(copy, drawing, legend) : 0;
  return finished(copy, drawing, words, { x, y, width, height: height + below });
}

/**
 * A drawing as a file: words over it, ground under it.
 * @param {SVGSVGElement} copy @param {Element} shown  what it is the copy of @param {string[]} words
 * @param {{x: number, y: number, width: number, height: number}} box  of the drawing
 */
function finished(copy, shown, words, { x, y, width, height }) {
  const over = addWords(copy, { x, y, width }, words);
  const whole = { x, y: y - over, width, height: over + height };
  copy.prepend(element("rect", { ...whole, fill: groundOf(shown) }));
  const size = { width: Math.round(width), height: Math.round(whole.height) };
  setAll(copy, { xmlns: SPACE, viewBox: Object.values(whole).join(" "), ...size });
  return new XMLSerializer().serializeToString(copy);
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function element(name, attributes) {
  return setAll(document.createElementNS(SPACE, name), attributes);
}

/** @template {Element} E @param {E} target @param {Record<string, string | number>} attributes */
function setAll(target, attributes) {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, String(value));
  return target;
}

/** The color that the picture stands on. @param {Element | null} from @returns {string} */
function groundOf(from) {
  if (!from) return "white";
  const color = getComputedStyle(from).backgroundColor;
  return color === "rgba(0, 0, 0, 0)" ? groundOf(from.parentElement) : color;
}

/**
 * Words over the picture, in lines as long as it is wide.
 * @param {Element} copy @param {{x: number, y: number, width: number}} box @param {string[]} words
 * @returns {number} the room they take
 */
function addWords(copy, { x, y, width }, words) {
  const { line, size, edge } = WORDS;
  const { color, fontFamily } = getComputedStyle(document.body);
  const wide = widthIn(`${size}px ${fontFamily}`);
  const all = words.map((each) => linesOf(each, (text) => OTHER * wide(text) <= width - 2 * edge));
  const over = all.flat().length * line + 2 * edge;
  let row = 0;
  for (const lines of all) {
    const said = element("text", { fill: color, "font-size": size, "font-family": fontFamily });
    for (const each of lines) {
      const at = { x: x + edge, y: y - over + edge + (row + 0.75) * line };
      const piece = element("tspan", at);
      piece.textContent = `${each} `;
      said.append(piece);
      row += 1;
    }
    copy.append(said);
  }
  return over;
}

/** How wide a text is in these letters. @param {string} font @returns {(text: string) => number} */
function widthIn(font) {
  const context = document.createElement("canvas").getContext("2d");
  if (context) context.font = font;
  return (text) => context?.measureText(text).width ?? 0;
}

/**
 * The legend under the picture, each of its words and marks where it is on the page.
 * @param {Element} copy @param {SVGSVGElement} drawing @param {Element} legend
 * @returns {number} the room it takes
 */
function addLegend(copy, drawing, legend) {
  const { x, y, width, height } = drawing.viewBox.baseVal;
  const frame = drawing.getBoundingClientRect();
  const scale = width / frame.width;
  const place = (/** @type {DOMRect} */ box) => ({
    left: x + (box.left - frame.left) * scale,
    top: y + height + (box.top - frame.bottom) * scale,
    height: box.height * scale,
  });
  for (const sample of legend.querySelectorAll("svg")) {
    const key = /** @type {SVGSVGElement} */ (sample.cloneNode(true));
    copyStyles(sample, key);
    const at = place(sample.getBoundingClientRect());
    setAll(key, { x: at.left, y: at.top, width: at.height, height: at.height, viewBox: "-8 -8 16 16" });
    copy.append(key);
  }
  const { color, fontSize, fontFamily } = getComputedStyle(legend);
  const looks = { fill: color, "font-size": Number.parseFloat(fontSize) * scale, "font-family": fontFamily };
  for (const { text, box } of wordsOf(legend)) {
    const at = place(box);
    const said = element("text", { ...looks, x: at.left, y: at.top + 0.76 * at.height });
    said.textContent = text;
    copy.append(said);
  }
  return (legend.getBoundingClientRect().bottom - frame.bottom) * scale + WORDS.edge;
}

/** The pieces of text in an element that are not in a drawing, and where they are. @param {Element} parent */
function wordsOf(parent) {
  const walker = document.createTreeWalker(parent, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent?.trim();
    const around = /** @type {Element} */ (walker.currentNode.parentElement);
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    const [box] = range.getClientRects();
    if (text && box && !around.closest("svg")) found.push({ text, box, parent: around });
  }
  return found;
}

/** @param {Element} from @param {Element} to */
function copyStyles(from, to) {
  const style = getComputedStyle(from);
  for (const property of PROPERTIES) to.setAttribute(property, style.getPropertyValue(property));
  for (const attribute of ["class", "role", "tabindex"]) to.removeAttribute(attribute);
  const copies = [...to.children];
  for (const [index, child] of [...from.children].entries())
    copyStyles(child, /** @type {Element} */ (copies[index]));
  if (style.paintOrder.startsWith("stroke") && style.stroke !== "none") partHalo(to);
}

/**
 * A halo, a stroke that is painted first, as an element of its own: programs that do not know the order of
 * painting would cover the letters with it.
 * @param {Element} letters
 */
function partHalo(letters) {
  const halo = /** @type {Element} */ (letters.cloneNode(true));
  setAll(halo, { fill: "none", "aria-hidden": "true" });
  letters.before(halo);
  letters.setAttribute("stroke", "none");
}

/** @param {Element} picture @param {string[]} words @returns {Promise<Blob>} */
async function picturePng(picture, words) {
  const text = pictureSvg(picture, words);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = image.width * SCALE;
  canvas.height = image.height * SCALE;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be made.")))),
  );
}
