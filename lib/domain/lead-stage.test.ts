import { expect, test } from "vitest";
import { leadStages, mapLeadStages, toLeadStageName } from "./lead-stage";

const label = (labelId: string, name: string, customers = 0) => ({ labelId, name, customers });

test("a stage is known by its label’s name, whatever its capitals, and other labels are none", () => {
  const stages = mapLeadStages([
    label("1", "lead complete"),
    label("2", "Lead In Progress"),
    label("3", "Leads"),
    label("4", "ad_id.77"),
  ]);
  expect([...stages]).toEqual([
    ["complete", "1"],
    ["in-progress", "2"],
  ]);
});

test("of two labels with a stage’s name the one with more customers stands for it", () => {
  const twins = [label("1", "Lead Complete", 3), label("2", "Lead Complete", 40)];
  expect(mapLeadStages(twins).get("complete")).toBe("2");
  expect(mapLeadStages(twins.toReversed()).get("complete")).toBe("2");
});

test("every stage has its name on Messenger", () => {
  expect(leadStages.map(toLeadStageName)).toEqual([
    "Lead Complete",
    "Lead in Progress",
    "Lead Incomplete",
    "Lead Disqualified",
  ]);
});
