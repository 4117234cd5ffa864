import { Agent, createServer, request, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { toSeen, watchStalls, type Seen } from "../../emulator/stalls";
import type { Random } from "./random";

/** A way to the Graph as long as a real one, on which we see what one worker has under way. */
export interface SlowGraph {
  url: string;
  /** Lines of a broadcast whose message has left the worker: those without an answer, and those that have one. */
  lines(broadcastId: string): { underWay: ReadonlySet<number>; answered: ReadonlySet<number> };
  /** When each message of a broadcast left (`Date.now()`). */
  departures(broadcastId: string): readonly Seen[];
  close(): Promise<void>;
}

const latencyMs = { from: 60, to: 120 } as const;

/** @param target where the Graph is, such as the emulator's address */
export async function openSlowGraph(target: string, random: Random): Promise<SlowGraph> {
  const agent = new Agent({ keepAlive: true });
  const underWay = new Map<string, Set<number>>();
  const answered = new Map<string, Set<number>>();
  const departures = new Map<string, number[]>();
  const watch = watchStalls();
  const server = createServer((incoming, outgoing) => {
    void carry(incoming, outgoing).catch(() => outgoing.destroy());
  });

  async function carry(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const [, broadcastId, ordinal] = /labelcast:([0-9a-f-]{36}):(\d+)/.exec(body.toString()) ?? [];
    if (broadcastId === undefined)
      return pass(agent, target, incoming, body, outgoing, () => Promise.resolve());
    const own = departures.get(broadcastId) ?? [];
    departures.set(broadcastId, own);
    own.push(Date.now());
    const line = Number(ordinal);
    setOf(underWay, broadcastId).add(line);
    try {
      const halfMs = random.between(latencyMs.from, latencyMs.to) / 2;
      await wait(halfMs);
      await pass(agent, target, incoming, body, outgoing, () => wait(halfMs));
    } finally {
      setOf(underWay, broadcastId).delete(line);
      setOf(answered, broadcastId).add(line);
    }
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lines: (broadcastId) => ({
      underWay: new Set(setOf(underWay, broadcastId)),
      answered: new Set(setOf(answered, broadcastId)),
    }),
    departures: (broadcastId) =>
      (departures.get(broadcastId) ?? []).map((atMs) => toSeen(watch.stalls, atMs)),
    close: () => {
      watch.stop();
      agent.destroy();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

function setOf(sets: Map<string, Set<number>>, broadcastId: string): Set<number> {
  const known = sets.get(broadcastId);
  if (known) return known;
  const made = new Set<number>();
  sets.set(broadcastId, made);
  return made;
}

/** Hands a request on, and its answer back. The worker may be dead by then: the Graph does what it was asked all the same. */
function pass(
  agent: Agent,
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
  beforeAnswer: () => Promise<unknown>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, headers, url } = incoming;
    const onward = request(new URL(url ?? "/", target), { method, headers, agent }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () => {
        void beforeAnswer().then(() => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks));
          resolve();
        });
      });
    });
    onward.on("error", reject);
    onward.end(body);
  });
}
