import { chmod, chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "../launch/root";
import { findPostmaster } from "../postgres/postmaster";
import { canReach, chooseOwner, type ServerOwner } from "../postgres/server-owner";
import { awaitNobodyIn, killHard, listProcessesOf } from "./process-list";
import type { Random } from "./random";
import { toSpread, type Scenario, type ScenarioOptions, type ScenarioReport } from "./scenario";
import { WatchedProcess } from "./watched-process";

export const supervisor: Scenario = {
  name: "supervisor",
  promise:
    "Whatever is killed, also during the first creation: nothing acknowledged is lost, every start works, and a clean stop leaves nothing running",
  roundsDefault: 50,
  run: runSupervisor,
};

const victims = ["our process", "the server", "all of the server's processes", "everything"] as const;
type Victim = (typeof victims)[number];

const endsWithinMs = 15_000;
/** A cluster's life: this many kills, then a clean stop, then a new one from nothing. */
const roundsALife = 5;
const creationKilledWithinMs = 2_500;
const writingKilledWithinMs = 900;

/** One kind of user that runs us, with what was seen under it. */
interface Trial {
  folder: string;
  data: string;
  shared: string;
  /** Null: as whom chaos itself runs. */
  user: ServerOwner;
  random: Random;
  lastAcknowledged: number;
  tally: Tally;
}

interface Tally {
  kills: Record<string, number>;
  openedMs: number[];
  adopted: number;
  acknowledged: number;
  violations: string[];
}

/** As the user who runs it, and, when that is root, by turns as another user. */
async function runSupervisor({ rounds, random, say }: ScenarioOptions): Promise<ScenarioReport> {
  const tally: Tally = { kills: {}, openedMs: [], adopted: 0, acknowledged: 0, violations: [] };
  const other = await findOtherUser();
  const users = other ? [null, other] : [null];
  let round = 0;
  for (let life = 0; round < rounds; life++) {
    const user = users[life % users.length]!;
    const trial = await openTrial(user, random, tally);
    try {
      await killDuringCreation(trial);
      round += 1;
      for (let count = 1; count < roundsALife && round < rounds; count++, round++) await killAtWork(trial);
      await stopCleanly(trial);
    } finally {
      killHard(await listProcessesOf(trial.folder));
      await awaitNobodyIn(trial.folder, endsWithinMs);
      await rm(trial.folder, { recursive: true, force: true });
    }
    say(
      `${round} of ${rounds} rounds, ${tally.acknowledged} rows acknowledged, ${tally.violations.length} violations`,
    );
  }
  return {
    figures: {
      ...tally.kills,
      "run as": other ? "root, and another user" : process.getuid?.() === 0 ? "root" : "not root",
      "servers adopted": tally.adopted,
      "rows acknowledged": tally.acknowledged,
      "until open": toSpread(tally.openedMs, "ms"),
    },
    violations: tally.violations,
  };
}

/** As root: the user who runs the database for root, if they can read this checkout. */
async function findOtherUser(): Promise<ServerOwner> {
  const owner = await chooseOwner();
  return owner && (await canReach(owner, root)) ? owner : null;
}

async function openTrial(user: ServerOwner, random: Random, tally: Tally): Promise<Trial> {
  const folder = await mkdtemp(join(tmpdir(), "labelcast-chaos-"));
  await chmod(folder, 0o755);
  if (user) await chown(folder, user.uid, user.gid);
  const data = join(folder, "postgres");
  return { folder, data, shared: join(folder, "shared"), user, random, lastAcknowledged: 0, tally };
}

/** First creation: our process dies, or all that it started with it, while the files are being made. */
async function killDuringCreation(trial: Trial): Promise<void> {
  const { random, tally } = trial;
  const opener = start(trial);
  await Promise.race([wait(random.between(0, creationKilledWithinMs)), opener.ended]);
  await kill(trial, random.pick(["our process", "everything"]), opener, null);
  count(tally, "killed while being made");
}

/** A start that must work, rows written meanwhile, and a kill at any moment. */
async function killAtWork(trial: Trial): Promise<void> {
  const { random, tally } = trial;
  const opener = start(trial);
  // Now and then the start itself is killed: recovery after a kill must bear one too.
  if (random.next() < 0.2) {
    await Promise.race([wait(random.between(0, writingKilledWithinMs)), opener.awaitLine("opened")]);
    await kill(trial, random.pick(victims), opener, null);
    count(tally, "killed while starting");
    return;
  }
  const url = await readOpened(trial, opener);
  if (!url) return;
  const writer = await startWriter(trial, url);
  await wait(random.between(0, writingKilledWithinMs));
  const victim = random.pick(victims);
  await kill(trial, victim, opener, writer);
  count(tally, `killed: ${victim}`);
  await endWriter(trial, writer);
}

async function stopCleanly(trial: Trial): Promise<void> {
  const opener = start(trial);
  const url = await readOpened(trial, opener);
  if (url) {
    const writer = await startWriter(trial, url);
    if ((await writer.awaitLine("ack")) === null) trial.tally.violations.push("the server took no rows");
    await endWriter(trial, writer);
  }
  opener.child.stdin?.end();
  await opener.ended;
  const left = await awaitNobodyIn(trial.folder, endsWithinMs);
  if (left.length > 0) trial.tally.violations.push(`a clean stop left ${left.length} processes running`);
}

function start({ data, shared, user, folder }: Trial): WatchedProcess {
  const env = user ? { ...process.env, HOME: folder, TMPDIR: folder } : process.env;
  return new WatchedProcess("scripts/chaos/open-cluster.ts", [data, shared], { ...user, env });
}

/** @returns where the server is, or null when the start failed, which is a violation */
async function readOpened({ tally }: Trial, opener: WatchedProcess): Promise<string | null> {
  const line = await opener.awaitLine("opened");
  if (line === null) {
    tally.violations.push(`a start failed: ${opener.complaints.trim().slice(0, 300)}`);
    return null;
  }
  const [, tookMs, how, url] = line.split(" ");
  tally.openedMs.push(Number(tookMs));
  if (how === "adopted") tally.adopted += 1;
  return url ?? null;
}

/** Looks first whether everything that was acknowledged is there, without a hole. */
async function startWriter(trial: Trial, url: string): Promise<WatchedProcess> {
  const writer = new WatchedProcess("scripts/chaos/write-rows.ts", [url]);
  const found = await writer.awaitLine("found");
  const [rows = -1, last = -1] = (found ?? "").split(" ").slice(1).map(Number);
  if (found === null)
    trial.tally.violations.push(`the server took no rows: ${writer.complaints.trim().slice(0, 200)}`);
  else if (rows !== last) trial.tally.violations.push(`a hole: ${rows} rows up to number ${last}`);
  else if (last < trial.lastAcknowledged)
    trial.tally.violations.push(
      `row ${trial.lastAcknowledged} was acknowledged, ${last} is the last one left`,
    );
  return writer;
}

async function endWriter(trial: Trial, writer: WatchedProcess): Promise<void> {
  await writer.kill();
  const acknowledged = writer.lines.filter((line) => line.startsWith("ack "));
  trial.lastAcknowledged = Math.max(trial.lastAcknowledged, Number(acknowledged.at(-1)?.slice(4) ?? 0));
  trial.tally.acknowledged += acknowledged.length;
}

async function kill(
  { data, folder }: Trial,
  victim: Victim,
  opener: WatchedProcess,
  writer: WatchedProcess | null,
): Promise<void> {
  const own = [opener.child.pid, writer?.child.pid];
  const ofServer = (await listProcessesOf(folder)).filter((pid) => !own.includes(pid));
  switch (victim) {
    case "our process":
      break;
    case "the server":
      killHard(await findServer(data, ofServer));
      break;
    case "all of the server's processes":
    case "everything":
      killHard(ofServer);
      break;
  }
  // The opener never outlives its round: without a server it has nothing more to do.
  await opener.kill();
}

/** The one that the others came from: it names the data folder on its command line. */
async function findServer(data: string, pids: readonly number[]): Promise<number[]> {
  const server = await findPostmaster(data);
  return server && pids.includes(server.pid) ? [server.pid] : [];
}

function count(tally: Tally, what: string): void {
  tally.kills[what] = (tally.kills[what] ?? 0) + 1;
}
