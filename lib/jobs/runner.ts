import { EventEmitter } from "node:events";
import { Logger, run, type Runner, type TaskList, type WorkerEvents } from "graphile-worker";
import { pool } from "../db";
import { log } from "../log";
import { laneOf, slotsOfLane, type Lane } from "./lanes";
import type { JobName } from "./queue";

/** What is done by whom: a handler for each kind of job that this process takes. */
export type Tasks = Partial<Record<JobName, TaskList[string]>>;

export interface StartedQueue {
  /** Takes no more jobs, tells the running ones to end, and waits for them. */
  stop: () => Promise<void>;
  /** Settles when a lane has ended, by itself or because it was stopped: then jobs of its kinds are not done any more. */
  ended: Promise<unknown>;
  /** The names under which the queue locks jobs for this process; more may come. */
  lockNames: ReadonlySet<string>;
}

/** What somebody waits for first; nothing that is sent begins before that. */
const lanes = ["prompt", "short", "long"] as const satisfies readonly Lane[];

/**
 * Starts to take jobs. A job is locked in the name of the pool of workers that took it, not of the worker that runs it: a
 * heartbeat that tells other names makes every job of more than a few seconds look like that of a dead process.
 */
export async function startQueue(tasks: Tasks, crontab?: string): Promise<StartedQueue> {
  const lockNames = new Set<string>();
  const events = new EventEmitter() as WorkerEvents;
  events.on("pool:create", ({ workerPool }) => lockNames.add(workerPool.id));
  const runners: Runner[] = [];
  for (const lane of lanes) {
    const own = Object.entries(tasks).filter(([name]) => laneOf[name as JobName] === lane);
    // A queue without kinds of jobs to take is none.
    if (own.length === 0) continue;
    // Any of them keeps the timetable for all.
    const timetable = runners.length === 0 ? crontab : undefined;
    runners.push(await startLane(lane, Object.fromEntries(own), events, timetable));
  }
  return {
    stop: async () => {
      await Promise.allSettled(runners.map((runner) => runner.stop()));
    },
    ended: Promise.race(runners.map((runner) => runner.promise)),
    lockNames,
  };
}

function startLane(lane: Lane, taskList: TaskList, events: WorkerEvents, crontab?: string): Promise<Runner> {
  return run({
    pgPool: pool(),
    taskList,
    crontab,
    concurrency: slotsOfLane[lane],
    events,
    noHandleSignals: true,
    logger: new Logger((scope) => (level, message) => {
      const isTrouble = ["error", "warning"].includes(level);
      log[isTrouble ? "warn" : "debug"]({ ...scope }, message);
    }),
  });
}
