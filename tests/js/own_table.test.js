/** A table of one's own in a panel: what is in use, what was refused in a link, what is kept for later. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { OwnTable } from "../../static/js/panel/table/own_table.js";

/** A panel with a table in use or none, and what its address knows. @param {any} fields */
function panel({ used = null, refused = null, draft = null }) {
  const address = {
    refused: refused && { fields: refused },
    draft,
    keepDraft: (/** @type {any} */ text) => Object.assign(address, { draft: text }),
  };
  const table = new OwnTable(
    /** @type {any} */ ({ requestUpdate: () => {}, address }),
    () => used,
    ({ csv, ...options }) => ({ csv, ...options }),
  );
  /** @type {any[]} */
  const read = [];
  table.reading.read = () => read.push(table.reading.question);
  return { table, address, read };
}

test("the table in use is shown, and in use whichever option was chosen first", () => {
  const { table, read } = panel({ used: { csv: "a;y", target: "a", header: true } });
  table.follow();
  table.follow();
  assert.equal(read.length, 1);
  table.reading.options = { header: true, target: "a" };
  assert.equal(table.isInUse, true);
  table.reading.options = { header: false, target: "a" };
  assert.equal(table.isInUse, false);
});

test("the text of a refused link comes into the box, and before it what was begun to be mended", () => {
  const refused = { csv: "a,y\n1,x\n", separator: "," };
  const { table, read } = panel({ refused });
  assert.deepEqual(table.refused, refused);
  table.follow();
  assert.deepEqual(read, [refused]);
  const begun = panel({ refused, draft: { csv: "a,y\n1,2\n" } });
  begun.table.follow();
  assert.deepEqual(begun.read, [{ csv: "a,y\n1,2\n" }]);
  assert.equal(panel({ refused: { csv: 7 } }).table.refused, null);
});

test("a text that is not in use is kept, and one in use is not", () => {
  const { table, address } = panel({ used: { csv: "a,y" } });
  table.follow();
  table.reading.text = "b,y";
  table.keep();
  assert.deepEqual(address.draft, { csv: "b,y" });
  table.reading.text = "a,y";
  table.keep();
  assert.equal(address.draft, null);
});
