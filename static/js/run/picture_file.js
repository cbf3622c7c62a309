/** A picture of the page as a file: the drawing with its computed styles, and the colors under it. */

const PROPERTIES = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "opacity",
  "fill-opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "visibility",
];
const SCALE = 2;

/** @param {Element} picture  an svg, or a box with a canvas under an svg */
export function pictureSvg(picture) {
  const drawing = /** @type {SVGSVGElement} */ (
    picture.matches("svg") ? picture : picture.querySelector("svg")
  );
  const copy = /** @type {SVGSVGElement} */ (drawing.cloneNode(true));
  copyStyles(drawing, copy);
  const { width, height } = drawing.viewBox.baseVal;
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  const canvas = picture.querySelector("canvas");
  if (canvas) {
    const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
    image.setAttribute("href", canvas.toDataURL());
    image.setAttribute("width", String(width));
    image.setAttribute("height", String(height));
    copy.prepend(image);
  }
  const paper = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  paper.setAttribute("width", "100%");
  paper.setAttribute("height", "100%");
  paper.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
  copy.prepend(paper);
  return new XMLSerializer().serializeToString(copy);
}

/** @param {Element} from @param {Element} to */
function copyStyles(from, to) {
  const style = getComputedStyle(from);
  for (const property of PROPERTIES) to.setAttribute(property, style.getPropertyValue(property));
  for (const attribute of ["class", "role", "tabindex"]) to.removeAttribute(attribute);
  for (const [index, child] of [...from.children].entries())
    copyStyles(child, /** @type {Element} */ (to.children[index]));
}

/** @param {Element} picture @returns {Promise<Blob>} */
export async function picturePng(picture) {
  const text = pictureSvg(picture);
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
