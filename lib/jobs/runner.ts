import { EventEmitter } from "node:events";
import {
  Logger,
  run,
  type Runner,
  type RunnerOptions,
  type TaskList,
  type WorkerEvents,
} from "graphile-worker";
import { pool } from "../db";
import { log } from "../log";

const concurrency = 8;

export interface StartedQueue {
  runner: Runner;
  /** The names under which the queue locks jobs for this process; more may come. */
  lockNames: ReadonlySet<string>;
}

/**
 * Starts to take jobs. A job is locked in the name of the pool of workers that took it, not of the worker that runs it: a
 * heartbeat that tells other names makes every job of more than a few seconds look like that of a dead process.
 */
export async function startQueue(
  taskList: TaskList,
  options: Pick<RunnerOptions, "crontab"> = {},
): Promise<StartedQueue> {
  const lockNames = new Set<string>();
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => lockNames.add(workerPool.id));
  const runner = await run({
    pgPool: pool(),
    taskList,
    ...options,
    concurrency,
    events,
    noHandleSignals: true,
    logger: new Logger((scope) => (level, message) => {
      const isTrouble = ["error", "warning"].includes(level);
      log[isTrouble ? "warn" : "debug"]({ ...scope }, message);
    }),
  });
  return { runner, lockNames };
}
