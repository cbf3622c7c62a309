/** Weights as NumPy reads them: a .npz is a zip, here without compression, of one .npy for each array. */

/**
 * The arrays by the names that the API gives them: weights_0, biases_0, …, and the activations as words.
 * @param {{weights: number[][][], biases: number[][], activations: string[]}} network
 */
export function npz({ weights, biases, activations }) {
  const files = weights.flatMap((matrix, layer) => [
    { name: `weights_${layer}.npy`, bytes: npy(matrix.flat(), [matrix.length, matrix[0]?.length ?? 0]) },
    { name: `biases_${layer}.npy`, bytes: npy(biases[layer] ?? [], [biases[layer]?.length ?? 0]) },
  ]);
  return zip([...files, { name: "activations.npy", bytes: npyOfWords(activations) }]);
}

/** An array of float64. @param {number[]} values @param {number[]} shape */
function npy(values, shape) {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) view.setFloat64(8 * index, value, true);
  return array("<f8", shape, bytes);
}

/** A list of words, four bytes a letter. @param {string[]} words */
function npyOfWords(words) {
  const longest = Math.max(1, ...words.map((word) => word.length));
  const bytes = new Uint8Array(4 * longest * words.length);
  const view = new DataView(bytes.buffer);
  for (const [row, word] of words.entries()) {
    for (const [at, letter] of [...word].entries())
      view.setUint32(4 * (row * longest + at), letter.codePointAt(0) ?? 0, true);
  }
  return array(`<U${longest}`, [words.length], bytes);
}

/**
 * Bytes with the head that says what they are, version 1.0 of the format.
 * @param {string} kind
 * @param {number[]} shape
 * @param {Uint8Array} content
 */
function array(kind, shape, content) {
  const dimensions = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const words = `{'descr': '${kind}', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const length = Math.ceil((10 + words.length + 1) / 64) * 64;
  const head = new Uint8Array(length);
  head.set([0x93, ...new TextEncoder().encode("NUMPY"), 1, 0]);
  new DataView(head.buffer).setUint16(8, length - 10, true);
  head.set(new TextEncoder().encode(`${words.padEnd(length - 11)}\n`), 10);
  return joinedBytes([head, content]);
}

/** @param {{name: string, bytes: Uint8Array}[]} files */
function zip(files) {
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const entries = [];
  let offset = 0;
  for (const { name, bytes } of files) {
    const title = new TextEncoder().encode(name);
    const common = [20, 0, 0, 0, 0x21, crc32(bytes), bytes.length, bytes.length, title.length];
    const head = record(0x04034b50, [...common, 0]);
    entries.push(joinedBytes([record(0x02014b50, [20, ...common, 0, 0, 0, 0, 0, offset], true), title]));
    parts.push(head, title, bytes);
    offset += head.length + title.length + bytes.length;
  }
  const directory = joinedBytes(entries);
  const end = new DataView(new ArrayBuffer(22));
  end.setUint32(0, 0x06054b50, true);
  end.setUint16(8, files.length, true);
  end.setUint16(10, files.length, true);
  end.setUint32(12, directory.length, true);
  end.setUint32(16, offset, true);
  return joinedBytes([...parts, directory, new Uint8Array(end.buffer)]);
}

/**
 * A header of the zip format: the signature, then fields of 2 bytes, but of 4 where sizes, sums and places
 * stand.
 * @param {number} signature @param {number[]} fields @param {boolean} [isCentral]
 */
function record(signature, fields, isCentral = false) {
  const wide = isCentral ? new Set([6, 7, 8, 14, 15]) : new Set([5, 6, 7]);
  const length = 4 + fields.reduce((sum, _, index) => sum + (wide.has(index) ? 4 : 2), 0);
  const view = new DataView(new ArrayBuffer(length));
  view.setUint32(0, signature, true);
  let at = 4;
  fields.forEach((value, index) => {
    if (wide.has(index)) view.setUint32(at, value, true);
    else view.setUint16(at, value, true);
    at += wide.has(index) ? 4 : 2;
  });
  return new Uint8Array(view.buffer);
}

/** @param {Uint8Array[]} parts */
function joinedBytes(parts) {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}
