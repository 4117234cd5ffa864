import { runShown, tool } from "../launch/steps";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";

export const properties: Scenario = {
  name: "properties",
  promise:
    "What tests hold for a thousand random predicates holds for ten thousand: texts and JSON read back to the same tree, the engine counts as each customer is judged, and what is called the same is the same",
  roundsDefault: 10_000,
  run: runProperties,
};

const files = ["lib/domain", "lib/audience/node-counts.test.ts", "lib/audience/regions.test.ts"];
/** Each property may take as long as ten thousand of its cases do. */
const testWithinMs = 600_000;

/** A round is one random case of every property. */
async function runProperties({ rounds }: ScenarioOptions): Promise<ScenarioReport> {
  const isGood = await runShown(
    tool("vitest/vitest.mjs", "run", "--testTimeout", String(testWithinMs), ...files),
    { PROPERTY_CASES: String(rounds) },
  );
  return {
    figures: { "random cases a property": rounds },
    violations: isGood ? [] : ["a property does not hold; its case is above"],
  };
}
