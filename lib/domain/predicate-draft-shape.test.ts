import { expect, test } from "vitest";
import { createDraft, toDraft } from "./predicate-draft";
import { isDraftPredicate } from "./predicate-draft-shape";

const label = { id: "n1", op: "LABEL", labelId: "l1" };

test("what was kept as JSON is known again", () => {
  const draft = toDraft({ op: "NOT", operand: { op: "AND", operands: [{ op: "LABEL", labelId: "l1" }] } });
  expect(isDraftPredicate(JSON.parse(JSON.stringify(draft)))).toBe(true);
  expect(isDraftPredicate(createDraft())).toBe(true);
  expect(isDraftPredicate({ root: { ...label, muted: true }, nextId: 2 })).toBe(true);
});

test.each([
  ["nothing", null],
  ["a number", 3],
  ["no root", { nextId: 1 }],
  ["no next id", { root: label }],
  ["a next id that is no number of a node", { root: label, nextId: -1 }],
  ["a node without an id", { root: { op: "LABEL", labelId: "l1" }, nextId: 1 }],
  ["a label without its id", { root: { id: "n0", op: "LABEL" }, nextId: 1 }],
  ["an operator that does not exist", { root: { ...label, op: "XOR" }, nextId: 1 }],
  ["a group of anything", { root: { id: "n0", op: "AND", operands: [label, "l2"] }, nextId: 3 }],
  ["a group without operands", { root: { id: "n0", op: "OR", operand: label }, nextId: 3 }],
  ["a NOT of nothing", { root: { id: "n0", op: "NOT" }, nextId: 1 }],
  ["a mute that says no", { root: { ...label, muted: false }, nextId: 2 }],
])("%s is no draft", (_, input) => {
  expect(isDraftPredicate(input)).toBe(false);
});
