import { z } from "zod";
import { createEmulator, type Emulator } from "../app";
import { RequestMaker, type FuzzRequest, type FuzzTargets } from "./request-maker";

const envelopeSchema = z.object({
  error: z.object({ message: z.string(), type: z.string(), code: z.number(), fbtrace_id: z.string().min(1) }),
});

export interface FuzzReport {
  seed: number;
  requests: number;
  /** How often each HTTP status came. */
  statuses: Record<string, number>;
  /** How often each error code came. */
  codes: Record<string, number>;
  violations: string[];
}

/** Sends `count` mad requests and tells every answer that is neither a success nor a Graph error. */
export async function fuzz(seed: number, count: number): Promise<FuzzReport> {
  const emulator = createEmulator({
    seed: "tiny",
    fetch: () => Promise.resolve(new Response("", { status: 404 })),
  });
  const report: FuzzReport = { seed, requests: count, statuses: {}, codes: {}, violations: [] };
  await emulator.fetch(
    new Request("http://graph.test/_emulator/switches", {
      method: "POST",
      body: JSON.stringify({ rateLimits: false }),
    }),
  );
  const maker = new RequestMaker(seed, await findTargets(emulator));
  for (let number = 0; number < count; number += 1) {
    const request = maker.make();
    const violation = await send(emulator, request, report);
    if (violation !== null) report.violations.push(`request ${number}: ${violation}: ${describe(request)}`);
  }
  emulator.close();
  return report;
}

async function findTargets(emulator: Emulator): Promise<FuzzTargets> {
  const nodes = [
    "me",
    "app",
    "oauth",
    "debug_token",
    "900100200300400",
    "827",
    "t_1",
    "m_MC4wLjAubGFiZWxjYXN0",
    "page_message_tags",
  ];
  const schema = z.object({
    labels: z.array(z.object({ id: z.string() })),
    customers: z.array(z.object({ psid: z.string() })),
  });
  const fillings: FuzzTargets["fillings"] = [];
  const { pages, appId, appSecret, userToken } = emulator.describe();
  for (const { id, token } of pages) {
    const response = await emulator.fetch(new Request(`http://graph.test/_emulator/truth?page=${id}`));
    const truth = schema.parse(await response.json());
    nodes.push(
      id,
      ...truth.labels.map((label) => label.id),
      ...truth.customers.slice(0, 8).map(({ psid }) => psid),
    );
    for (const [at, { psid }] of truth.customers.slice(0, 3).entries()) {
      fillings.push({ token, PAGE: id, LABEL: truth.labels[at]?.id ?? "", PSID: psid });
    }
    nodes.push(`t_10${truth.customers[0]?.psid}`);
  }
  return {
    nodes,
    fillings,
    tokens: [...pages.map(({ token }) => token), userToken, `${appId}|${appSecret}`],
  };
}

/** Null when the answer is as it should be. */
async function send(
  emulator: Emulator,
  { method, target, headers, body }: FuzzRequest,
  report: FuzzReport,
): Promise<string | null> {
  const url = new URL(`http://graph.test${target}`);
  const response = await emulator.fetch(new Request(url, { method, headers, body }));
  report.statuses[response.status] = (report.statuses[response.status] ?? 0) + 1;
  if (response.status >= 500) return `status ${response.status}`;
  if (method === "HEAD") return null;
  const text = await response.text();
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch {
    return `not JSON: ${text.slice(0, 80)}`;
  }
  if (response.status < 400) return null;
  const envelope = envelopeSchema.safeParse(answer);
  if (!envelope.success) return `no Graph error: ${text.slice(0, 80)}`;
  const { code } = envelope.data.error;
  report.codes[code] = (report.codes[code] ?? 0) + 1;
  return null;
}

function describe({ method, target, headers, body }: FuzzRequest): string {
  return `${method} ${target} ${JSON.stringify(headers)} ${(body ?? "").slice(0, 300)}`;
}
