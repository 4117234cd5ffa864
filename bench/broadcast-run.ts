import { mostInASecond, toSeen, type Stall } from "../emulator/stalls";
import { until } from "../scripts/chaos/until";
import type { Stack } from "../scripts/launch/stack";
import { round } from "./measure";
import { say } from "./open-product";

export const recipients = 20_000;
/** The most that the product lets a person choose; above it nobody's limit holds. */
export const limitPerSecond = 300;
const withoutLimit = 100_000;
const endsWithinMs = 300_000;

export interface SentPage {
  pageId: string;
  token: string;
  psids: string[];
}

interface Received {
  psid: string;
  messages: { at: number; metadata: string | null }[];
}

export async function control<Answer>(
  { emulatorUrl }: Stack,
  method: "GET" | "POST",
  path: string,
  body?: unknown,
): Promise<Answer> {
  const response = await fetch(`${emulatorUrl}/_emulator/${path}`, {
    method,
    headers: { "content-type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

export async function seedPage(stack: Stack): Promise<SentPage> {
  const labels = [{ name: "A", share: 1 }];
  const seed = { name: "Large", customers: recipients, labels, wroteWithinHours: 12 };
  const { pageId, token } = await control<SentPage>(stack, "POST", "seed", seed);
  // Neither calls a day nor an hour are measured here: the pace is ours, and what arrived tells it.
  await control(stack, "POST", "switches", { pageId, rateLimits: false, autoRead: true });
  const truth = await control<{ customers: { psid: string }[] }>(stack, "GET", `truth?page=${pageId}`);
  return { pageId, token, psids: truth.customers.map(({ psid }) => psid) };
}

/**
 * One broadcast to everybody of the Page by the workers that run, with echo, delivery and read told of every message.
 * What it reached is read from the emulator: when each message arrived there.
 */
export async function sendToAll(stack: Stack, { pageId }: SentPage, isLimited: boolean) {
  const { db } = await import("../lib/db");
  await control(stack, "GET", "stalls"); // It watches from the first time on.
  const id = await start(pageId, isLimited ? limitPerSecond : withoutLimit);
  const startedAtMs = performance.now();
  const isOver = async () => {
    const { state } = await db().broadcast.findUniqueOrThrow({ where: { id }, select: { state: true } });
    return state === "completed";
  };
  if (!(await until(isOver, endsWithinMs))) throw new Error("the broadcast did not end");
  const lines = { broadcastId: id };
  const isRead = async () =>
    (await db().delivery.count({
      where: { ...lines, readAt: { not: null }, deliveredAt: { not: null } },
    })) === recipients;
  const endedAtMs = performance.now();
  const allReceiptsKnown = await until(isRead, endsWithinMs);
  const sent = await db().delivery.count({ where: { ...lines, state: "sent" } });
  say(`sent ${sent} in ${Math.round((endedAtMs - startedAtMs) / 1000)} s`);
  const stalls = await control<Stall[]>(stack, "GET", "stalls");
  return {
    ...toPace(await listArrivals(stack, pageId, id), stalls),
    ...{ sent, allReceiptsKnown },
    receiptsKnownAfterSeconds: round((performance.now() - endedAtMs) / 1000),
  };
}

async function start(pageId: string, ratePerSecond: number): Promise<string> {
  const { db } = await import("../lib/db");
  const { findPage } = await import("../lib/facebook-pages/data");
  const { saveBroadcast } = await import("../lib/broadcasts/save-draft");
  const { startBroadcast } = await import("../lib/broadcasts/start");
  const [page, user] = await Promise.all([findPage(pageId), db().user.findFirstOrThrow()]);
  const content = { kind: "text", text: "Hello {first_name|you}" } as const;
  const draft = { name: "Bench", content, predicate: null, segmentId: null, ratePerSecond: limitPerSecond };
  const { id } = await saveBroadcast(page!.id, user.id, draft);
  // More than a person may choose: only to see what the ledger can do.
  const { updatedAt } = await db().broadcast.update({ where: { id }, data: { ratePerSecond } });
  const agreed = { expectedRecipients: recipients, basedOn: updatedAt.toISOString() };
  await startBroadcast(page!.id, user.id, id, agreed);
  return id;
}

/** When each message of the broadcast arrived, in milliseconds, in order. */
async function listArrivals(stack: Stack, pageId: string, id: string): Promise<number[]> {
  const received = await control<Received[]>(stack, "GET", `received?page=${pageId}`);
  const own = received.map(({ messages }) =>
    messages.filter(({ metadata }) => metadata?.startsWith(`labelcast:${id}:`)),
  );
  const twice = own.filter((messages) => messages.length > 1).length;
  if (twice > 0) throw new Error(`${twice} customers got it twice`);
  return own.flatMap((messages) => messages.map(({ at }) => at)).sort((one, other) => one - other);
}

/**
 * Over the whole, but for the ramp of the first second; and the most that arrived within any one second: as the emulator
 * saw it, and without what it saw at once after standing still, which may have come before that second.
 */
function toPace(arrivals: readonly number[], stalls: readonly Stall[]) {
  const from = arrivals[0]! + 1_000;
  const steady = arrivals.filter((at) => at >= from);
  const seconds = (steady.at(-1)! - steady[0]!) / 1000;
  const most = mostInASecond(arrivals.map((at) => toSeen(stalls, at)));
  return { perSecond: round((steady.length - 1) / seconds), mostInASecond: most };
}

const inFlight = 100;

/** What a loop reaches that does nothing but call: no ledger, no rules, no database. */
export async function sendBare({ emulatorUrl }: Stack, { pageId, token, psids }: SentPage): Promise<number> {
  const waiting = [...psids];
  const startedAtMs = performance.now();
  const lanes = Array.from({ length: inFlight }, async () => {
    for (let psid = waiting.pop(); psid !== undefined; psid = waiting.pop()) {
      const response = await fetch(`${emulatorUrl}/v26.0/${pageId}/messages`, {
        method: "POST",
        headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
        body: JSON.stringify({
          recipient: { id: psid },
          messaging_type: "UPDATE",
          message: { text: "Hello" },
        }),
      });
      if (!response.ok) throw new Error(await response.text());
      await response.arrayBuffer();
    }
  });
  await Promise.all(lanes);
  return round(psids.length / ((performance.now() - startedAtMs) / 1000));
}
