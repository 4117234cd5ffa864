import { hostname } from "node:os";
import { setTimeout as wait } from "node:timers/promises";
import { giveUpDeliveriesOf } from "../broadcasts/ledger";
import { closeDatabase } from "../db";
import { log } from "../log";
import { handlers } from "./handlers/all";
import { keepAlive, type Heartbeat } from "./heartbeat";
import { startQueue, type StartedQueue, type Tasks } from "./runner";

/**
 * For a job to finish its step, and for a database that restarts to be back and hear of it. Until then its jobs are
 * nobody else's, and sending must go on within 30 s.
 */
const endsWithinMs = 12_000;
/** In the night, or at the next start when nothing ran then (UTC); one of all workers does each. */
const timetable = [
  "17 3 * * * prune-webhooks ?fill=1d",
  "7 3 * * * measure-segments ?fill=1d",
  "37 3 * * * compare-all-pages ?fill=1d",
  "*/10 * * * * watch-webhooks",
].join("\n");

/** Names this process in leases and heartbeats; a new one at every start, so that the dead stay dead. */
const holder = `${hostname()}:${process.pid}:${Date.now().toString(36)}`;

/** Jobs of this process that have begun and not ended. */
const running = new Set<Promise<void>>();

async function main(): Promise<void> {
  const queue = await startQueue(toTasks(), timetable);
  const heartbeat = keepAlive(holder, queue.lockNames, giveUpDeliveriesOf);
  log.info({ holder }, "worker ready");

  let isEnding = false;
  const end = async (code: number) => {
    if (isEnding) return;
    isEnding = true;
    await Promise.race([endInOrder(queue, heartbeat), wait(endsWithinMs)]);
    process.exit(code);
  };
  process.once("SIGINT", () => void end(0));
  process.once("SIGTERM", () => void end(0));
  // The queue does not wait for its own words to the database: when it goes away, they fail here. The job stays
  // locked until this process is gone, so the process ends; first the jobs write down what they know.
  const giveUp = (error: unknown) => {
    log.error({ err: error }, "the queue lost its place; this worker ends, and another start goes on");
    void end(1);
  };
  process.on("unhandledRejection", giveUp);
  queue.ended.then(() => end(1), giveUp);
}

/** Takes no more jobs, lets the running ones write down what they know, and leaves. */
async function endInOrder(queue: StartedQueue, heartbeat: Heartbeat): Promise<void> {
  await queue.stop().catch(() => undefined);
  await Promise.allSettled(running);
  await heartbeat.stop().catch(() => undefined);
  await closeDatabase();
}

function toTasks(): Tasks {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (payload, { abortSignal }) => {
        const job = handle(payload as never, { holder, abortSignal });
        running.add(job);
        await job.finally(() => running.delete(job));
      },
    ]),
  );
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, "the worker could not start");
  process.exit(1);
});
