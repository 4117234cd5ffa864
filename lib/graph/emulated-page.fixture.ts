import * as z from "zod";
import type { ListeningEmulator } from "../../emulator/listen";
import { listenEmulator } from "../../emulator/listen";
import type { GraphClient, GraphClientOptions } from "./client";
import { createGraphClient } from "./client";
import type { GraphProfile } from "./context";

const seededSchema = z.object({
  pageId: z.string(),
  token: z.string(),
  labels: z.array(z.object({ id: z.string(), name: z.string() })),
});

const truthSchema = z.object({
  customers: z.array(
    z.object({
      psid: z.string(),
      labelIds: z.array(z.string()),
      labelsReadable: z.boolean(),
      lastMessageAt: z.number(),
    }),
  ),
});

const receivedSchema = z.array(
  z.object({
    psid: z.string(),
    messages: z.array(
      z.object({ mid: z.string(), text: z.string().nullish(), metadata: z.string().nullish() }),
    ),
  }),
);

export type EmulatedPage = Awaited<ReturnType<GraphEmulator["createPage"]>>;
export type GraphEmulator = ReturnType<typeof controlEmulator>;

/** A Graph of its own for one test file, over HTTP, with what tests may order from it. */
export async function startGraphEmulator(): Promise<GraphEmulator> {
  return controlEmulator(await listenEmulator({ seed: "empty" }));
}

function controlEmulator(emulator: ListeningEmulator) {
  const order = async (path: string, body?: unknown): Promise<unknown> => {
    const method = body === undefined ? "GET" : "POST";
    const response = await fetch(`${emulator.url}/_emulator${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    return response.json();
  };
  return {
    url: emulator.url,
    stop: emulator.stop,
    order,
    async createPage(
      profile: GraphProfile,
      options: Partial<GraphClientOptions> & { customers?: number } = {},
    ) {
      const { customers = 30, ...overrides } = options;
      const seed = { name: "Test Page", profile, customers, labels: 6, randomSeed: 7, wroteWithinHours: 24 };
      const { pageId, token, labels } = seededSchema.parse(await order("/seed", seed));
      const client: GraphClient = createGraphClient({
        baseUrl: emulator.url,
        token,
        pageId,
        profile,
        ...overrides,
      });
      return {
        pageId,
        token,
        labels,
        client,
        readTruth: async () => truthSchema.parse(await order(`/truth?page=${pageId}`)).customers,
        readReceived: async () => receivedSchema.parse(await order(`/received?page=${pageId}`)),
      };
    },
  };
}
