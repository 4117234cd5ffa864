import { fuzz } from "../../emulator/fuzz/fuzz";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";

export const emulatorFuzz: Scenario = {
  name: "emulator-fuzz",
  promise:
    "Whatever is sent to the emulator, it answers with a success or a Graph error and never fails itself",
  roundsDefault: 20,
  run: runFuzz,
};

const requestsARound = 1_000;

async function runFuzz({ rounds, seed }: ScenarioOptions): Promise<ScenarioReport> {
  const { requests, statuses, codes, violations } = await fuzz(seed, rounds * requestsARound);
  return {
    figures: {
      requests,
      answers: Object.entries(statuses)
        .map(([status, count]) => `${count} × ${status}`)
        .join(", "),
      "different error codes": Object.keys(codes).length,
    },
    violations,
  };
}
