/** Bytes as the server writes them: base64. */

/** A plain loop: a dozen frames have a quarter of a million. @param {string} text  base64 */
export function bytesOf(text) {
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let place = 0; place < letters.length; place++) bytes[place] = letters.charCodeAt(place);
  return bytes;
}
