import { z } from "zod";
import type { Emulator } from "../app";

/** The parts of answers that tests walk through; whole answers are compared with `toEqual`. */
const answerSchema = z.looseObject({
  id: z.string().optional(),
  data: z.array(z.record(z.string(), z.unknown())).optional(),
  paging: z.looseObject({ next: z.string().optional() }).optional(),
});
type Answer = z.infer<typeof answerSchema>;

export interface GraphCaller {
  get: (target: string) => Promise<Answer>;
  post: (target: string, body?: unknown) => Promise<Answer>;
  delete: (target: string, body?: unknown) => Promise<Answer>;
  /** The status and headers too. */
  send: (method: string, target: string, body?: unknown) => Promise<Response>;
}

/** Calls an emulator without a port, as the Page of `token`. Text bodies go out as they are. */
export function createGraphCaller(emulator: Emulator, token: string): GraphCaller {
  const send = async (method: string, target: string, body?: unknown): Promise<Response> => {
    const url = new URL(target, "http://graph.test");
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const text = body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body);
    return emulator.fetch(new Request(url, { method, headers, body: text }));
  };
  const ask = async (method: string, target: string, body?: unknown): Promise<Answer> =>
    answerSchema.parse(await (await send(method, target, body)).json());
  return {
    get: (target) => ask("GET", target),
    post: (target, body) => ask("POST", target, body),
    delete: (target, body) => ask("DELETE", target, body),
    send,
  };
}

/** Uses a control and reads its answer with a schema. Without a body it is a GET. */
export async function control<T extends z.ZodType>(
  emulator: Emulator,
  target: string,
  schema: T,
  body?: unknown,
): Promise<z.infer<T>> {
  const method = body === undefined ? "GET" : "POST";
  const text = body === undefined ? undefined : JSON.stringify(body);
  const response = await emulator.fetch(
    new Request(`http://graph.test/_emulator${target}`, { method, body: text }),
  );
  return schema.parse(await response.json());
}

export const truthSchema = z.object({
  labels: z.array(z.object({ id: z.string(), name: z.string(), customers: z.number() })),
  customers: z.array(
    z.object({
      psid: z.string(),
      labelIds: z.array(z.string()),
      labelsReadable: z.boolean(),
      windowOpenedAt: z.number(),
      lastMessageAt: z.number(),
    }),
  ),
});

export const seededSchema = z.object({
  pageId: z.string(),
  token: z.string(),
  labels: z.array(z.object({ id: z.string(), name: z.string(), customers: z.number() })),
});
