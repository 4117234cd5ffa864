import { expect, test } from "vitest";
import { followStored, isBehind, type StoredFields } from "./stored-fields";

const begun = (stored: string): StoredFields<string> => ({
  fields: stored,
  base: stored,
  asked: stored,
  status: "idle",
});

test("whoever has changed nothing gets what a colleague stored", () => {
  const next = followStored(begun("10"), "20", "idle");
  expect(next.fields).toBe("20");
  expect(isBehind(next, "20")).toBe(false);
});

test("what somebody is writing stays when a colleague stores something else, and they are told", () => {
  const writing = { ...begun("10"), fields: "15" };
  const next = followStored(writing, "20", "idle");
  expect(next.fields).toBe("15");
  expect(isBehind(next, "20")).toBe(true);
  expect(isBehind(followStored(next, "15", "idle"), "15")).toBe(false);
});

test("their own saving is no colleague’s: it is shown as it was stored, and what was written since stays", () => {
  const pending = followStored({ ...begun("stop"), fields: "STOP, Halt" }, "stop", "pending");
  // The event stream may be faster than the answer.
  const echoed = followStored(pending, "stop, halt", "pending");
  expect(echoed.fields).toBe("STOP, Halt");
  expect(isBehind(echoed, "stop, halt")).toBe(false);
  expect(followStored(echoed, "stop, halt", "success").fields).toBe("stop, halt");

  const writingOn = followStored({ ...echoed, fields: "STOP, Halt, end" }, "stop, halt", "success");
  expect(writingOn.fields).toBe("STOP, Halt, end");
  expect(isBehind(writingOn, "stop, halt")).toBe(false);
});

test("a saving that was refused leaves the fields as they are", () => {
  const pending = followStored({ ...begun("10"), fields: "wrong" }, "10", "pending");
  const refused = followStored(pending, "10", "error");
  expect(refused.fields).toBe("wrong");
  expect(followStored(refused, "10", "error")).toBe(refused);
});
