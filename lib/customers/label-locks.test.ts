import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { openWorld, type Truth, type World } from "../../scripts/testing/world";

let world: World;
beforeAll(async () => {
  world = await openWorld(inject("serverUrl"));
});
afterAll(() => world.close());

/** Until it is done, or one of this database's sessions waits for another's lock. */
async function untilDoneOrWaiting(work: Promise<void>): Promise<void> {
  const { pool } = await import("../db");
  const done = work.then(
    () => true,
    () => true,
  );
  const isWaiting = async () => {
    const { rows } = await pool().query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return rows.length > 0;
  };
  while (!(await Promise.race([done, isWaiting()])));
}

test("a label that a person changes while the same customer’s webhook is applied never waits in a circle with it", async () => {
  const { db } = await import("../db");
  const { changeLabel, saveCustomers } = await import("./mutations");
  const { pageId, labels } = await world.connect({ customers: 3 });
  await world.drain();
  const { customers } = await world.control<Truth>("GET", `truth?page=${pageId}`);
  const [other, { psid, labelIds }] = [customers[1]!, customers[0]!];
  const user = await db().user.findFirstOrThrow();
  const toFacts = (of: string) => ({
    ...{ psid: of, name: null, conversationId: null, snippet: null },
    ...{ lastMessageAt: null, windowOpenedAt: null },
  });
  const labelId = labels.find(({ id }) => !labelIds.includes(id))!.id;
  let changed: Promise<void> | undefined;
  await db().$transaction(async (transaction) => {
    // As webhooks are applied: the Page first, then the customers they tell of, with a person's change in between.
    await saveCustomers(transaction, pageId as never, [toFacts(other.psid)]);
    changed = changeLabel(pageId as never, user.id, { action: "assign", psid, labelId });
    await untilDoneOrWaiting(changed);
    await saveCustomers(transaction, pageId as never, [toFacts(psid)]);
  });
  await expect(changed).resolves.toBeUndefined();
});
