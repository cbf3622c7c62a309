/** Reading a table of one's own: what is asked, what is kept, what is dropped. */
import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import { TableReading, without } from "../../static/js/panel/table/reading.js";

/** @type {any[]} */
let asked = [];
/** @type {(question: any) => Response} */
let answering;

beforeEach(() => {
  asked = [];
  answering = ({ csv }) => new Response(JSON.stringify({ sentence: csv }));
  mock.method(
    globalThis,
    "fetch",
    async (/** @type {string} */ _path, /** @type {{body: string}} */ { body }) => {
      asked.push(JSON.parse(body));
      return answering(JSON.parse(body));
    },
  );
});
afterEach(() => {
  mock.restoreAll();
});

/** Longer than the pause of whoever types. */
const arrived = () => new Promise((resolve) => setTimeout(resolve, 400));

test("what is pasted is asked at once, what is typed after a pause and once", async () => {
  const reading = new TableReading(() => {});
  reading.write("a,y\n1,2\n", true);
  assert.equal(asked.length, 1);
  await arrived();
  reading.write("a,y\n1,2\n3");
  reading.write("a,y\n1,2\n3,4");
  assert.equal(asked.length, 1);
  assert.equal(reading.isCurrent, false);
  await arrived();
  assert.deepEqual(asked.at(-1), { csv: "a,y\n1,2\n3,4" });
  assert.equal(asked.length, 2);
  assert.equal(reading.isCurrent, true);
});

test("a choice is asked with the text, stays while rows are typed, and goes with another table's columns", async () => {
  const reading = new TableReading(() => {});
  reading.write("a,y\n1,2\n", true);
  reading.choose("target", "a");
  reading.choose("decimal_mark", ",");
  await arrived();
  assert.deepEqual(asked.at(-1), { csv: "a,y\n1,2\n", target: "a", decimal_mark: "," });
  reading.write("a,y\n1,2\n3,4\n", true);
  assert.deepEqual(reading.options, { target: "a", decimal_mark: "," });
  reading.write("b,z\n1,2\n", true);
  assert.deepEqual(reading.options, { decimal_mark: "," });
  reading.choose("decimal_mark", undefined);
  assert.deepEqual(reading.question, { csv: "b,z\n1,2\n" });
});

test("what is refused is told, without the name of the field that holds the table", async () => {
  const problem = { status: 422, title: "", detail: "/csv: line 2: got 'x', allowed: a number" };
  answering = () => new Response(JSON.stringify(problem), { status: 422 });
  const reading = new TableReading(() => {});
  reading.write("a,y\nx,2\n", true);
  await arrived();
  assert.equal(reading.trouble, "line 2: got 'x', allowed: a number");
  assert.equal(reading.isCurrent, false);
  reading.write("", true);
  assert.equal(reading.trouble, "");
});

test("an option is left out by name", () => {
  assert.deepEqual(without({ a: 1, b: 2 }, ["a"]), { b: 2 });
});
