/**
 * Writes what many callers hand over at about the same time together: what comes while one group is being written
 * makes the next. Nobody waits for company, and each is answered once their group is written, or with its failure.
 * @param write takes a group, in the order of its coming, and answers each item in the same order
 * @param groupMax items of one group at most
 */
export function createGroupWriter<Item, Answer>(
  write: (items: readonly Item[]) => Promise<readonly Answer[]>,
  groupMax: number,
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
