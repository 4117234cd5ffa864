import { expect } from "vitest";
import { toLabels } from "../../scripts/testing/cached-labels";
import type { TestPage, Truth, World } from "../../scripts/testing/world";
import type { Predicate } from "../domain/predicate";

type TruthWithLabels = Truth & { labels: { id: string; name: string; customers: number }[] };

export const label = (labelId: string): Predicate => ({ op: "LABEL", labelId });

/** A Page with the labels A, B and C on many, ready for labels to be renamed and merged. */
export async function openMovePage(world: World) {
  const { db } = await import("../db");
  const page = await world.connect({
    customers: 130,
    labels: [
      { name: "A", share: 0.4 },
      { name: "B", share: 0.4 },
      { name: "C", share: 0.4 },
      "Lead Complete",
    ],
  });
  await world.drain();
  const { id: userId } = await db().user.findFirstOrThrow();
  return new MovePage(world, page, userId);
}

export class MovePage {
  constructor(
    readonly world: World,
    readonly page: TestPage,
    readonly userId: string,
  ) {}

  get pageId() {
    return this.page.pageId as never;
  }

  id(at: number): string {
    return this.page.labels[at]!.id;
  }

  truth() {
    return this.world.control<TruthWithLabels>("GET", `truth?page=${this.page.pageId}`);
  }

  async labelsOnFacebook() {
    return toLabels(await this.truth());
  }

  async namesOnFacebook(): Promise<string[]> {
    return (await this.truth()).labels.map(({ name }) => name).sort();
  }

  /** Who has the label on Facebook. */
  async peopleOf(labelId: string): Promise<string[]> {
    const { customers } = await this.truth();
    return customers
      .filter(({ labelIds }) => labelIds.includes(labelId))
      .map(({ psid }) => psid)
      .sort();
  }

  /** Those of them whose labels can be read: of the others nobody can say. */
  async readablePeopleOf(labelId: string): Promise<string[]> {
    const { customers } = await this.truth();
    return customers
      .filter(({ labelIds, labelsReadable }) => labelsReadable && labelIds.includes(labelId))
      .map(({ psid }) => psid)
      .sort();
  }

  /** Somebody whose labels can be read and who does not have this one. */
  async somebodyWithout(labelId: string): Promise<string> {
    const { customers } = await this.truth();
    return customers.find((one) => one.labelsReadable && !one.labelIds.includes(labelId))!.psid;
  }

  /** A colleague changes one label in Facebook's inbox. */
  inbox(psid: string, labelId: string, action: "add" | "remove") {
    return this.world.control("POST", `pages/${this.page.pageId}/inbox-labels`, { psid, labelId, action });
  }

  order(fault: Record<string, unknown>) {
    return this.world.control("POST", "faults", { pageId: this.page.pageId, ...fault });
  }

  clearFaults() {
    return this.world.control("DELETE", `faults?page=${this.page.pageId}`);
  }

  async rename(labelId: string, name: string): Promise<string> {
    const { startRename } = await import("./mutations");
    return (await startRename(this.pageId, this.userId, labelId, name)).jobId;
  }

  async merge(sourceIds: string[], targetId: string): Promise<string> {
    const { startMerge } = await import("./mutations");
    return (await startMerge(this.pageId, this.userId, sourceIds, targetId)).jobId;
  }

  async cancel(jobId: string): Promise<void> {
    const { cancelJob } = await import("../bulk-changes/mutations");
    await cancelJob(this.pageId, { userId: this.userId, role: "admin" }, jobId);
  }

  async look(jobId: string) {
    const { getJob } = await import("../bulk-changes/data");
    return getJob(this.pageId, jobId);
  }

  /** Until everybody has the new label, before anything is switched over. */
  async drainUntilVerified(jobId: string): Promise<void> {
    await this.world.drain();
    expect(await this.look(jobId)).toMatchObject({ phase: "verify", canCancel: true });
  }

  /** Runs what is due; what the job put off is due too. */
  async drain(): Promise<void> {
    const { db } = await import("../db");
    for (let round = 0; round < 12; round++) {
      await db().$executeRaw`
        UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'move-labels:%' OR key LIKE 'labels-%'`;
      await this.world.settle();
    }
  }

  async labelIdOf(name: string): Promise<string> {
    const { db } = await import("../db");
    const { labelId } = await db().label.findFirstOrThrow({ where: { pageId: this.page.pageId, name } });
    return labelId;
  }

  /** A segment, and an approved broadcast that is scheduled, with this predicate. */
  async saveUses(predicate: Predicate) {
    const { saveSegment } = await import("../segments/mutations");
    const { db } = await import("../db");
    const segment = await saveSegment(this.pageId, this.userId, { name: "S", predicate });
    const broadcast = await db().broadcast.create({
      data: {
        ...{ pageId: this.page.pageId, name: "Spring", state: "scheduled", predicate, ratePerSecond: 10 },
        content: { kind: "text", text: "Hello" },
        ...{ approvedById: this.userId, approvedAt: new Date() },
      },
    });
    return { segmentId: segment.id, broadcastId: broadcast.id };
  }
}
