/**
 * The text of a file: UTF-8 where its bytes are, else Windows-1252, as spreadsheets on Windows write it. The
 * engine does the same (nn_core/datasets/tables/decoding.py).
 */

/** What stands in Windows-1252 from 0x80 on, where Latin 1 has control characters. */
const OWN = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * @param {ArrayBuffer | Uint8Array<ArrayBuffer>} bytes
 * @returns {{text: string, encoding: "utf-8" | "utf-16" | "windows-1252"}}
 */
export function decoded(bytes) {
  const data = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  if (data[0] === 0xff && data[1] === 0xfe)
    return { text: new TextDecoder("utf-16le").decode(data), encoding: "utf-16" };
  if (data[0] === 0xfe && data[1] === 0xff)
    return { text: new TextDecoder("utf-16be").decode(data), encoding: "utf-16" };
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(data), encoding: "utf-8" };
  } catch {
    return { text: Array.from(data, character).join(""), encoding: "windows-1252" };
  }
}

/** A byte in Windows-1252. TextDecoder knows it too, but not alike everywhere. @param {number} byte */
function character(byte) {
  return byte >= 0x80 && byte < 0xa0 ? OWN[byte - 0x80] : String.fromCharCode(byte);
}
