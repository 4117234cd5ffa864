import { recordActivity } from "../activity/mutations";
import { freeze } from "../audience/engine";
import { db } from "../db";
import { broadcastStates, isBroadcastOver } from "../domain/broadcast-state";
import { countCodePoints } from "../domain/message-text";
import type { Predicate } from "../domain/predicate";
import { announce } from "../page-events";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import { frozenListNameLengthMax } from "./schema";

/**
 * Keeps the people whom a predicate selects at this moment. @returns the list's id and how many they are
 * @throws Problem "frozen-list-nobody", or one of its name
 */
export async function freezePeople(
  pageId: PageId,
  userId: string,
  { name: given, predicate, segmentId }: { name: string; predicate: Predicate; segmentId: string | null },
): Promise<{ id: string; people: number }> {
  const name = readName(given);
  const { people, members } = await freeze(pageId, predicate);
  if (people === 0) throw new Problem("frozen-list-nobody");
  return db().$transaction(async (transaction) => {
    const segment = segmentId && (await transaction.segment.findFirst({ where: { pageId, id: segmentId } }));
    if (segmentId && !segment) throw new Problem("segment-unknown");
    const { id } = await transaction.frozenList.create({
      data: { pageId, name, predicate, segmentId, people, members, frozenById: userId },
    });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "frozen-list.created",
      subject: { segmentName: name, people },
    });
    await announce(pageId, ["segments", "activity"], transaction);
    return { id, people };
  });
}

/** @throws Problem "frozen-list-unknown", "frozen-list-used" */
export async function deleteFrozenList(pageId: PageId, userId: string, id: string): Promise<void> {
  await db().$transaction(async (transaction) => {
    const list = await transaction.frozenList.findFirst({
      where: { pageId, id },
      select: { name: true, people: true },
    });
    if (!list) throw new Problem("frozen-list-unknown");
    const state = { in: broadcastStates.filter((one) => !isBroadcastOver(one)) };
    const count = await transaction.broadcast.count({ where: { pageId, frozenListId: id, state } });
    if (count > 0) throw new Problem("frozen-list-used", { values: { count } });
    await transaction.frozenList.delete({ where: { id } });
    await recordActivity(transaction, pageId, {
      userId,
      origin: "dashboard",
      action: "frozen-list.deleted",
      subject: { segmentName: list.name, people: list.people },
    });
    await announce(pageId, ["segments", "activity"], transaction);
  });
}

function readName(given: string): string {
  const name = given.trim();
  if (name === "") throw new Problem("frozen-list-name-empty", { field: "name" });
  if (countCodePoints(name) > frozenListNameLengthMax) {
    throw new Problem("segment-name-too-long", { field: "name", values: { max: frozenListNameLengthMax } });
  }
  return name;
}
