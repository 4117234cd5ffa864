import { EventEmitter } from "node:events";
import { hostname } from "node:os";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { giveUpDeliveriesOf } from "../broadcasts/ledger";
import { closeDatabase, pool } from "../db";
import { log } from "../log";
import { handlers } from "./handlers/all";
import { keepAlive } from "./heartbeat";

const concurrency = 8;

/** Names this process in leases and heartbeats; a new one at every start, so that the dead stay dead. */
const holder = `${hostname()}:${process.pid}:${Date.now().toString(36)}`;

async function main(): Promise<void> {
  const workerIds = new Set<string>();
  const events = new EventEmitter() as WorkerEvents;
  events.on("worker:create", ({ worker }) => workerIds.add(worker.workerId));
  const runner = await run({
    pgPool: pool(),
    taskList: toTasks(),
    concurrency,
    events,
    noHandleSignals: true,
    logger: new Logger((scope) => (level, message) => {
      const isTrouble = ["error", "warning"].includes(level);
      log[isTrouble ? "warn" : "debug"]({ ...scope }, message);
    }),
  });
  const heartbeat = keepAlive(holder, workerIds, giveUpDeliveriesOf);
  log.info({ holder }, "worker ready");

  const stop = async () => {
    await runner.stop();
    await heartbeat.stop();
    await closeDatabase();
    process.exit(0);
  };
  process.once("SIGINT", () => void stop());
  process.once("SIGTERM", () => void stop());
  await runner.promise;
}

function toTasks(): TaskList {
  return Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      async (payload, { abortSignal }) => handle(payload as never, { holder, abortSignal }),
    ]),
  );
}

main().catch((error: unknown) => {
  log.fatal({ err: error }, "the worker could not start");
  process.exit(1);
});
