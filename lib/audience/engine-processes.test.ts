import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { propertyCases } from "../domain/property-cases.fixture";
import type { AudienceDatabase } from "./audience-database.fixture";
import { createRandom, openAudienceDatabase } from "./audience-database.fixture";
import { runEngineProcesses } from "./engine-processes.fixture";

let database: AudienceDatabase;
beforeAll(async () => {
  database = await openAudienceDatabase(inject("serverUrl"));
});
afterAll(() => database.close());

test("three instances under writers, killed and robbed of parts of the log, never answer stale or wrong and end exact", async () => {
  const report = await runEngineProcesses(database, {
    isOver: ({ questions }) => questions >= 18,
    instances: 3,
    writers: 2,
    cases: propertyCases / 50,
    isKillDue: ({ questions }) => questions % 8 === 0,
    questionsALoss: 7,
    random: createRandom(20_261_121),
  });
  expect(report.violations).toEqual([]);
  expect(report.rebuilds).toBeGreaterThan(1);
  expect(report.snapshotsLoaded).toBeGreaterThan(0);
  expect(report.recoveryMsMax).toBeLessThan(5_000);
}, 600_000);
