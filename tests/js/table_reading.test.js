/** Reading a table of one's own: what is asked, what is kept, what is dropped. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ProblemError } from "../../static/js/lib/api.js";
import { TableReading, without } from "../../static/js/panel/table/reading.js";

/** A reader that answers at once, and what it was asked. */
function reader() {
  /** @type {any[]} */
  const asked = [];
  const reading = new TableReading(
    () => {},
    async (question) => {
      asked.push(question);
      if (question.csv.includes("x")) throw new ProblemError(PROBLEM);
      return /** @type {any} */ ({ sentence: question.csv });
    },
  );
  return { asked, reading };
}

const PROBLEM = { status: 422, title: "", detail: "/csv: line 2: got 'x', allowed: a number" };

/** Longer than the pause of whoever types. */
const arrived = () => new Promise((resolve) => setTimeout(resolve, 400));

test("what is pasted is asked at once, what is typed after a pause and once", async () => {
  const { asked, reading } = reader();
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
  const { asked, reading } = reader();
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

test("a column that is refused can be left out, with those that were before", () => {
  const { reading } = reader();
  reading.trouble =
    "line 2, column 6 (Einzug (Tag)): got '4.6.15', allowed: a number, not a date; or leave the column out";
  reading.options = { leave_out: [1] };
  assert.deepEqual(reading.culprit, { title: "column 6 (Einzug (Tag))", position: 6 });
  reading.leaveOut(6);
  assert.deepEqual(reading.options, { leave_out: [1, 6] });
  reading.trouble = "line 2, column 7 (y): got 'x', allowed: a number";
  assert.equal(reading.culprit, null);
});

test("a second choice of columns adds to the first, whose answer is still on its way", async () => {
  const { reading } = reader();
  const roles = ["input", "left out", "input", "target"];
  const columns = roles.map((role, place) => ({ name: "abcd"[place], position: place + 1, role }));
  Object.assign(reading, { text: "a;b;c;d", answer: { columns }, isCurrent: true });
  const positions = () => reading.columnsOf("leave_out", "left out").map(({ position }) => position);
  assert.deepEqual(positions(), [2]);
  reading.choose("leave_out", [...positions(), 1]);
  assert.equal(reading.isCurrent, false);
  assert.deepEqual(positions(), [1, 2]);
  reading.choose("target", ["c", "d"]);
  assert.deepEqual(
    reading.columnsOf("target", "target").map(({ name }) => name),
    ["c", "d"],
  );
  await arrived();
});

test("what is refused is told, without the name of the field that holds the table", async () => {
  const { reading } = reader();
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
