import { expect, test } from "vitest";
import { groupLookAlikes } from "./label-likeness";

test.each([
  ["Espresso", "espresso "],
  ["Café lover", "Cafe-Lovers"],
  ["VIP", "V I P"],
  ["Over 50", "over50"],
  ["Same", "Same"],
])("%j and %j look alike", (one, other) => {
  expect(groupLookAlikes([{ name: one }, { name: "Something else" }, { name: other }])).toEqual([
    [{ name: one }, { name: other }],
  ]);
});

test.each([
  ["Under 25", "Over 25"],
  ["Class", "Clas"],
  ["A+", "A"],
  ["!", "?"],
  ["Zürich", "Zurück"],
])("%j and %j do not", (one, other) => {
  expect(groupLookAlikes([{ name: one }, { name: other }])).toEqual([]);
});
