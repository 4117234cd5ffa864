import { Agent, request } from "node:http";
import { round } from "./measure";

export interface LoadRequest {
  method: "GET" | "POST";
  path: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

export interface LoadFigures {
  requestsPerSecond: number;
  /** Answers that were not what they should be; must be 0. */
  wrong: number;
}

const connections = 16;

/** Sends requests over a few connections for a while, the next as soon as one is answered. */
export async function load(
  url: string,
  make: (number: number) => LoadRequest,
  isRight: (body: string) => boolean,
  seconds = 5,
): Promise<LoadFigures> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const endAtMs = performance.now() + seconds * 1000;
  const startedAtMs = performance.now();
  let sent = 0;
  let wrong = 0;
  const lanes = Array.from({ length: connections }, async () => {
    while (performance.now() < endAtMs) {
      const { body } = await send(agent, url, make(sent++));
      if (!isRight(body)) wrong += 1;
    }
  });
  await Promise.all(lanes);
  const tookSeconds = (performance.now() - startedAtMs) / 1000;
  agent.destroy();
  return { requestsPerSecond: round(sent / tookSeconds), wrong };
}

/** One request over a kept connection, that the agent gives up before the server does. */
export function send(
  agent: Agent,
  url: string,
  { method, path, body, headers }: LoadRequest,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const type: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
    const all = { ...type, ...headers };
    const outgoing = request(new URL(path, url), { method, agent, headers: all }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("error", reject);
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() }),
      );
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}
