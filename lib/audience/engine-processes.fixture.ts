import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { AudienceDatabase } from "./audience-database.fixture";
import type { EngineAnswer, EngineQuestion } from "./engine-process.fixture";

export type EngineRound = {
  /** True once enough was done. Asked between questions. */
  isOver: (report: EngineReport) => boolean;
  instances: number;
  writers: number;
  /** Random predicates compared at each question. */
  cases: number;
  /** Whether the instance that answered last is to be killed now. Asked after every question. */
  isKillDue: (report: EngineReport) => boolean;
  /** After so many questions a version is taken out of the change log. */
  questionsALoss: number;
  random: () => number;
};

export type EngineReport = {
  questions: number;
  cases: number;
  kills: number;
  losses: number;
  rebuilds: number;
  snapshotsLoaded: number;
  /** The longest that an answer took after a loss. */
  recoveryMsMax: number;
  violations: string[];
};

/**
 * Engines in processes of their own, with writers at work: each question is held against the version that was committed
 * before it and against the rows of one instant. For tests with a few questions, for chaos with minutes of them.
 */
export async function runEngineProcesses(
  database: AudienceDatabase,
  round: EngineRound,
): Promise<EngineReport> {
  const pageId = await database.createPage(200);
  const report: EngineReport = {
    ...{ questions: 0, cases: 0, kills: 0, losses: 0, rebuilds: 0, snapshotsLoaded: 0, recoveryMsMax: 0 },
    violations: [],
  };
  const engines = await Promise.all(Array.from({ length: round.instances }, () => startEngine(database.url)));
  let isOver = false;
  const writers = Array.from({ length: round.writers }, async () => {
    while (!isOver) await database.writeSomething(pageId, round.random);
  });
  try {
    while (!round.isOver(report)) {
      for (const [at, engine] of engines.entries()) {
        const isLoss = (report.questions + 1) % round.questionsALoss === 0;
        if (isLoss) await loseVersion(database, pageId, report);
        await ask(database, pageId, engine, round, report, isLoss);
        if (!round.isKillDue(report)) continue;
        await endEngine(engine);
        report.kills += 1;
        engines[at] = await startEngine(database.url);
      }
    }
    isOver = true;
    await Promise.all(writers);
    for (const engine of engines) await ask(database, pageId, engine, round, report, false);
  } finally {
    isOver = true;
    await Promise.allSettled(writers);
    await Promise.all(engines.map(endEngine));
  }
  return report;
}

async function ask(
  database: AudienceDatabase,
  pageId: string,
  engine: ChildProcess,
  { cases, random }: EngineRound,
  report: EngineReport,
  isAfterLoss: boolean,
): Promise<void> {
  const committed = await readVersion(database, pageId);
  const startedAt = performance.now();
  const seed = Math.floor(random() * 2 ** 31);
  const { version, wrong, figures } = await exchange(engine, { pageId, cases, seed });
  if (isAfterLoss) report.recoveryMsMax = Math.max(report.recoveryMsMax, performance.now() - startedAt);
  if (BigInt(version) < committed)
    report.violations.push(`version ${version} after ${committed} was committed`);
  report.violations.push(...wrong);
  report.questions += 1;
  report.cases += cases;
  report.rebuilds = Math.max(report.rebuilds, figures.builds);
  report.snapshotsLoaded = Math.max(report.snapshotsLoaded, figures.snapshots.loaded);
  if (figures.wrongCounters > 0) report.violations.push(`${figures.wrongCounters} wrong counters`);
}

/** Takes a version out of the log that no engine has come to yet, as far as writers allow. */
async function loseVersion(database: AudienceDatabase, pageId: string, report: EngineReport): Promise<void> {
  await database.addCustomers(pageId, 1_000 + report.questions * 3, 1);
  const version = await readVersion(database, pageId);
  await database.addCustomers(pageId, 1_001 + report.questions * 3, 1);
  await database.pool.query("DELETE FROM audience_change WHERE page_id = $1 AND version = $2", [
    pageId,
    version.toString(),
  ]);
  report.losses += 1;
}

async function readVersion(database: AudienceDatabase, pageId: string): Promise<bigint> {
  const { rows } = await database.pool.query<{ version: string }>(
    "SELECT version FROM audience_version WHERE page_id = $1",
    [pageId],
  );
  return BigInt(rows[0]?.version ?? 0);
}

async function startEngine(databaseUrl: string): Promise<ChildProcess> {
  const program = fileURLToPath(new URL("./engine-process.fixture.ts", import.meta.url));
  const engine = fork(program, [databaseUrl], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, LOG_LEVEL: "silent" },
  });
  await once(engine, "message");
  return engine;
}

async function exchange(engine: ChildProcess, question: EngineQuestion): Promise<EngineAnswer> {
  const over = new AbortController();
  const { signal } = over;
  const answered = once(engine, "message", { signal }) as Promise<[EngineAnswer]>;
  const ended = once(engine, "exit", { signal }).then(() => null);
  engine.send(question);
  const first = await Promise.race([answered, ended]);
  // Whichever did not come is not waited for any longer.
  over.abort();
  await Promise.allSettled([answered, ended]);
  if (first === null) throw new Error("An engine ended instead of answering");
  return first[0];
}

async function endEngine(engine: ChildProcess): Promise<void> {
  if (engine.exitCode !== null || engine.signalCode !== null) return;
  const ended = once(engine, "exit");
  engine.kill("SIGKILL");
  await ended;
}
