import { createRandom, openAudienceDatabase } from "../../lib/audience/audience-database.fixture";
import { runEngineProcesses } from "../../lib/audience/engine-processes.fixture";
import { openChaosServer } from "./chaos-server";
import type { Scenario, ScenarioOptions, ScenarioReport } from "./scenario";

export const engines: Scenario = {
  name: "engines",
  promise:
    "Three engines in processes of their own under six writers, one killed every three seconds and parts of the change log taken out: no answer is older than what was committed before it, none is wrong, and all end equal to the rows",
  roundsDefault: 200,
  run: runEngines,
};

/** A round is one kill: 200 of them take ten minutes. */
const killEveryMs = 3_000;
const sayEveryMs = 30_000;

async function runEngines({ rounds, seed, say }: ScenarioOptions): Promise<ScenarioReport> {
  const server = await openChaosServer();
  const database = await openAudienceDatabase(server.url);
  const pace = { killAtMs: Date.now() + killEveryMs, sayAtMs: Date.now() + sayEveryMs };
  try {
    const { violations, recoveryMsMax, ...figures } = await runEngineProcesses(database, {
      isOver: ({ kills }) => kills >= rounds,
      instances: 3,
      writers: 6,
      cases: 20,
      questionsALoss: 10,
      random: createRandom(seed),
      isKillDue: ({ kills, questions, violations: found }) => {
        const nowMs = Date.now();
        if (nowMs >= pace.sayAtMs) {
          pace.sayAtMs += sayEveryMs;
          say(`${kills} kills, ${questions} questions, ${found.length} violations`);
        }
        if (nowMs < pace.killAtMs) return false;
        pace.killAtMs = nowMs + killEveryMs;
        return true;
      },
    });
    const { questions, cases, kills, losses, rebuilds, snapshotsLoaded } = figures;
    return {
      figures: {
        questions,
        "random predicates compared": cases,
        "engines killed": kills,
        "versions taken out of the log": losses,
        "read anew by one engine, at most": rebuilds,
        "started from a snapshot by one engine, at most": snapshotsLoaded,
        "longest answer after a loss": `${Math.round(recoveryMsMax)} ms`,
      },
      violations: recoveryMsMax > 5_000 ? [...violations, `${recoveryMsMax} ms to recover`] : violations,
    };
  } finally {
    await database.close();
    await server.close();
  }
}
