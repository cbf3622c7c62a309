import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { csv, inert } from "../../static/js/lib/csv.js";

const CELLS = JSON.parse(readFileSync(new URL("../golden/csv_cells.json", import.meta.url), "utf8"));

test("a text is no formula wherever a spreadsheet cuts it, and is written as the server writes it", () => {
  assert.ok(CELLS.length > 10);
  for (const [text, cell] of CELLS) assert.equal(inert(text), cell);
});

test("numbers stay numbers, what is missing is empty, and quotes are written twice", () => {
  assert.equal(
    csv([
      ["note", -0.5, 1e-7, null, undefined],
      ['a;"=1', "-1", "b,\nc", "d", ""],
    ]),
    'note,-0.5,1e-7,,\r\n"a;""\'=1",-1,"b,\nc",d,\r\n',
  );
});
