import type { TestPage, Truth, World } from "../../scripts/testing/world";

/** A Page whose changes are taken back. */
export async function openUndoPage(world: World) {
  const { db } = await import("../db");
  const page = await world.connect({ customers: 12, labels: ["A", "B"] });
  await world.drain();
  return new UndoPage(world, page, (await db().user.findFirstOrThrow()).id);
}

export class UndoPage {
  constructor(
    readonly world: World,
    readonly page: TestPage,
    readonly userId: string,
  ) {}

  get pageId() {
    return this.page.pageId as never;
  }

  /** The newest change of a kind, as Activity shows it to an admin. */
  async newest(action: string) {
    const { listActivity } = await import("./data");
    const { rows } = await listActivity(this.pageId, "admin", {}, null);
    return rows.find((row) => row.action === action)!;
  }

  async undo(id: string, role: "admin" | "support-lead" = "admin") {
    const { undoActivity } = await import("./undo");
    await undoActivity(this.pageId, { userId: this.userId, role }, BigInt(id));
  }

  truth() {
    return this.world.control<Truth & { labels: { name: string }[] }>(
      "GET",
      `truth?page=${this.page.pageId}`,
    );
  }

  async labelsOf(psid: string): Promise<string[]> {
    return (await this.truth()).customers.find((one) => one.psid === psid)!.labelIds;
  }

  async somebodyWithout(labelId: string): Promise<string> {
    const { customers } = await this.truth();
    return customers.find((one) => one.labelsReadable && !one.labelIds.includes(labelId))!.psid;
  }

  /** Who has the label on Facebook, of those whose labels can be read. */
  async peopleOf(labelId: string): Promise<string[]> {
    const { customers } = await this.truth();
    const had = customers.filter((one) => one.labelsReadable && one.labelIds.includes(labelId));
    return had.map(({ psid }) => psid).sort();
  }

  async namesOnFacebook(): Promise<string[]> {
    return (await this.truth()).labels.map(({ name }) => name);
  }
}
