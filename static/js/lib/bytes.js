/** Bytes as the server writes them: base64. */

/**
 * By the browser itself where it can, else a plain loop: a dozen frames have a quarter of a million.
 * @param {string} text  base64 @returns {Uint8Array<ArrayBuffer>}
 */
export function bytesOf(text) {
  const own = /** @type {{fromBase64?: (text: string) => Uint8Array<ArrayBuffer>}} */ (Uint8Array).fromBase64;
  if (own) return own.call(Uint8Array, text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  return bytes;
}

/** The other way. @param {Uint8Array} bytes @returns {string} base64 */
export function textOf(bytes) {
  const own = /** @type {{toBase64?: () => string}} */ (/** @type {unknown} */ (bytes)).toBase64;
  if (own) return own.call(bytes);
  let letters = "";
  for (const byte of bytes) letters += String.fromCharCode(byte);
  return btoa(letters);
}
