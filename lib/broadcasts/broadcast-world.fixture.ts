import { openWorld, type TestPage, type World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";
import type { BroadcastDraft } from "./save-draft";
import type { BroadcastRow } from "./schema";

interface Received {
  psid: string;
  messages: { text: string }[];
}

/** A world with the deeds that tests of broadcasts share. */
export interface BroadcastWorld extends World {
  /** A Page whose customers all wrote lately and all carry the first label, imported. */
  openPage: (customers: number) => Promise<TestPage>;
  /** Writes a broadcast, looks at its review and starts it. @returns its id */
  start: (
    page: TestPage,
    predicate: Predicate | null,
    text?: string,
    change?: Partial<BroadcastDraft>,
  ) => Promise<string>;
  read: (page: TestPage, id: string) => Promise<BroadcastRow>;
  received: (pageId: string) => Promise<Received[]>;
  /** Makes every job and line that waits for a later time due now, and runs what is due. */
  drainAll: () => Promise<void>;
}

export const allOf = (page: TestPage): Predicate => ({ op: "LABEL", labelId: page.labels[0]!.id });

/** The Page's settings for sending: the defaults, but for `change`. */
export async function setSettings(pageId: string, change: object): Promise<void> {
  const { db } = await import("../db");
  const { saveSendingSettings } = await import("../sending-settings/mutations");
  const { defaultSendingSettings } = await import("../sending-settings/schema");
  const user = await db().user.findFirstOrThrow();
  await saveSendingSettings(pageId as never, user.id, { ...defaultSendingSettings, ...change });
}

/** An imported Page of the time of the Broadcast API, whose customers carry four labels in every combination. */
export async function openLegacyPage(world: World, customers: number): Promise<TestPage> {
  const labels = [
    { name: "A", share: 0.6 },
    { name: "B", share: 0.5 },
    { name: "C", share: 0.2 },
    { name: "D", share: 0.9 },
  ];
  const page = await world.connect({ customers, labels, profile: "legacy", wroteWithinHours: 12 });
  await world.drain();
  return page;
}

/** What makes a draft go through the Broadcast API, where that can carry it. */
export const wanted = { wantsBroadcastApi: true };

export async function openBroadcastWorld(serverUrl: string): Promise<BroadcastWorld> {
  const world = await openWorld(serverUrl);
  const { db } = await import("../db");
  const { saveBroadcast } = await import("./save-draft");
  const { startBroadcast } = await import("./start");
  const { reviewBroadcast } = await import("./review");
  const { getBroadcast } = await import("./data");
  return {
    ...world,
    openPage: async (customers) => {
      const labels = [
        { name: "A", share: 1 },
        { name: "B", share: 0.5 },
      ];
      const page = await world.connect({ customers, labels });
      await world.drain();
      return page;
    },
    start: async (page, predicate, text = "Hello {first_name|there}", change = {}) => {
      const pageId = page.pageId as never;
      const user = await db().user.findFirstOrThrow();
      const content = { kind: "text", text } as const;
      const draft = { name: "Test", content, predicate, segmentId: null, ratePerSecond: 300, ...change };
      const { id } = await saveBroadcast(pageId, user.id, draft);
      const { waterfall, broadcast } = await reviewBroadcast(pageId, id);
      const agreed = { expectedRecipients: waterfall.willReceive, basedOn: broadcast.updatedAt };
      await startBroadcast(pageId, user.id, id, agreed);
      return id;
    },
    read: (page, id) => getBroadcast(page.pageId as never, id),
    received: (pageId) => world.control<Received[]>("GET", `received?page=${pageId}`),
    drainAll: async () => {
      await db().$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now()`;
      await db().$executeRaw`UPDATE delivery SET not_before = now() WHERE not_before IS NOT NULL`;
      await db().$executeRaw`UPDATE page SET next_send_at = now()`;
      await world.drain();
    },
  };
}
