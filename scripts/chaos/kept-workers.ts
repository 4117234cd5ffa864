import { join } from "node:path";
import { startService, tsProgram, type Service } from "../launch/processes";
import type { Random } from "./random";
import { openSlowGraph, type SlowGraph } from "./slow-graph";
import { until } from "./until";

/** A worker process and what is started in its place when it dies. */
interface KeptWorker {
  graph: SlowGraph;
  pid(): number | undefined;
  /** Ends it with no chance to tidy up; the next one starts half a second later. */
  kill(): Promise<void>;
}

export interface KeptWorkers {
  workers: readonly KeptWorker[];
  /** How often one ended without being killed by us: for example because the database went away. */
  endedByThemselves(): number;
  stop(): Promise<void>;
}

const restartAfterMs = 500;
const startsWithinMs = 30_000;

/** Real worker processes on this process's settings, each with its own slow way to the Graph, kept as the demo keeps them. */
export async function keepWorkers(
  count: number,
  { graphUrl, logFolder, random }: { graphUrl: string; logFolder: string; random: Random },
): Promise<KeptWorkers> {
  const slots: { worker: KeptWorker; stop(): Promise<void> }[] = [];
  let endedByThemselves = 0;
  for (let number = 0; number < count; number++) {
    const graph = await openSlowGraph(graphUrl, random);
    let service: Service;
    let timer: NodeJS.Timeout | undefined;
    let isOver = false;
    let isKilled = false;
    const start = () => {
      service = startService(`worker-${number}`, tsProgram("lib/jobs/worker.ts"), {
        env: { GRAPH_API_URL: graph.url, LOG_LEVEL: "warn" },
        logFile: join(logFolder, `worker-${number}.log`),
        onExit: () => {
          if (isOver) return;
          if (!isKilled) endedByThemselves += 1;
          isKilled = false;
          timer = setTimeout(start, restartAfterMs);
        },
      });
    };
    start();
    const worker: KeptWorker = {
      graph,
      pid: () => service.process.pid,
      kill: async () => {
        isKilled = true;
        const { process: child } = service;
        const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
        if (child.exitCode === null && child.signalCode === null && child.kill("SIGKILL")) await ended;
      },
    };
    const stop = async () => {
      isOver = true;
      clearTimeout(timer);
      await service.stop();
      await graph.close();
    };
    slots.push({ worker, stop });
  }
  for (const { worker } of slots) await until(() => isAtWork(worker.pid()), startsWithinMs);
  return {
    workers: slots.map(({ worker }) => worker),
    endedByThemselves: () => endedByThemselves,
    stop: async () => {
      for (const { stop } of slots) await stop();
    },
  };
}

/** Whether the process has said so in the database. */
async function isAtWork(pid: number | undefined): Promise<boolean> {
  const { pool } = await import("../../lib/db");
  const { rowCount } = await pool().query(
    "SELECT FROM worker_heartbeat WHERE holder LIKE '%:' || $1::text || ':%'",
    [pid],
  );
  return rowCount === 1;
}
