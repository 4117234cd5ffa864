import { setTimeout as wait } from "node:timers/promises";

interface GroupOptions {
  /** Items of one group at most. */
  groupMax: number;
  /** How long the first of a group waits for others. */
  gatherMs: number;
}

/**
 * Writes what many callers hand over at about the same time together. Each is answered once their group is written, or
 * with its failure.
 * @param write takes a group, in the order of its coming, and answers each item in the same order
 */
export function createGroupWriter<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
  { groupMax, gatherMs }: GroupOptions,
): (item: Item) => Promise<Answer> {
  interface Caller {
    item: Item;
    resolve: (answer: Answer) => void;
    reject: (reason: unknown) => void;
  }
  const waiting: Caller[] = [];
  let isWriting = false;

  async function writeWaiting(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      if (waiting.length < groupMax) await wait(gatherMs);
      const group = waiting.splice(0, groupMax);
      try {
        const answers = await write(group.map(({ item }) => item));
        group.forEach(({ resolve }, at) => resolve(answers[at]!));
      } catch (reason) {
        for (const { reject } of group) reject(reason);
      }
    }
    isWriting = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isWriting) void writeWaiting();
    });
}
