import assert from "node:assert/strict";
import { test } from "node:test";
import { decoded } from "../../static/js/lib/decode.js";

const TABLE = "Größe;Art\n1,5;groß\n";

test("a file in UTF-8 is read as such, without its byte-order mark", () => {
  const plain = new TextEncoder().encode(TABLE);
  assert.deepEqual(decoded(plain), { text: TABLE, encoding: "utf-8" });
  assert.deepEqual(decoded(new Uint8Array([0xef, 0xbb, 0xbf, ...plain])), { text: TABLE, encoding: "utf-8" });
  assert.equal(decoded(plain.buffer).text, TABLE);
});

test("bytes that are no UTF-8 are Windows-1252", () => {
  const bytes = Uint8Array.from([...TABLE].map((sign) => sign.charCodeAt(0)));
  assert.deepEqual(decoded(bytes), { text: TABLE, encoding: "windows-1252" });
  assert.equal(decoded(Uint8Array.of(0x80)).text, "€");
});

test("UTF-16 is known by its byte-order mark", () => {
  const codes = [...TABLE].map((sign) => sign.charCodeAt(0));
  const little = new Uint8Array([0xff, 0xfe, ...codes.flatMap((code) => [code, 0])]);
  const big = new Uint8Array([0xfe, 0xff, ...codes.flatMap((code) => [0, code])]);
  assert.deepEqual(decoded(little), { text: TABLE, encoding: "utf-16" });
  assert.deepEqual(decoded(big), { text: TABLE, encoding: "utf-16" });
});
