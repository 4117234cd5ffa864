import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openCluster } from "../postgres/cluster";
import { makeTemplate } from "../testing/database-setup";
import { killHard, listProcessesOf } from "./process-list";
import { findPostmaster } from "../postgres/postmaster";
import type { Random } from "./random";

/** A PostgreSQL of our own to be killed, with the tests' template in it. */
export interface ChaosServer {
  url: string;
  /** A new folder that goes with the server. */
  logFolder: string;
  /** Kills the server, or all of its processes, and starts it again. @returns milliseconds until it answered */
  killAndStart(random: Random): Promise<number>;
  close(): Promise<void>;
}

export async function openChaosServer(): Promise<ChaosServer> {
  const folder = await mkdtemp(join(tmpdir(), "labelcast-chaos-"));
  await chmod(folder, 0o755); // As root, the server runs as another user, who must be able to enter.
  const data = join(folder, "postgres");
  const open = () => openCluster(data, join(folder, "shared"));
  let cluster = await open();
  const url = cluster.urlOf("postgres");
  await makeTemplate(url);
  return {
    url,
    logFolder: folder,
    killAndStart: async (random) => {
      const server = await findPostmaster(data);
      killHard(random.next() < 0.5 && server ? [server.pid] : await listProcessesOf(data));
      const startedAtMs = performance.now();
      cluster = await open();
      if (cluster.urlOf("postgres") !== url) throw new Error("the server came back at another address");
      return performance.now() - startedAtMs;
    },
    close: async () => {
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
