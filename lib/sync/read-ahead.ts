import { setTimeout as wait } from "node:timers/promises";

/**
 * The same values, while the next one is already being read: what is written down of one page then costs no time of
 * its own. A failure is told when its turn comes, so that what was read before it is not lost.
 */
export async function* readAhead<Value>(
  source: AsyncGenerator<Value, void, undefined>,
): AsyncGenerator<Value, void, undefined> {
  let next = source.next();
  for (let read = await next; !read.done; read = await next) {
    next = source.next();
    next.catch(() => undefined); // Told above, unless nobody asks any more.
    yield read.value;
  }
}

/** The same pages of the Graph, asked for no faster than one every `everyMs` milliseconds. */
export async function* inStep<Page extends { after: string | null }>(
  pages: AsyncGenerator<Page, void, undefined>,
  everyMs: number,
): AsyncGenerator<Page, void, undefined> {
  let startedAtMs = Date.now();
  for await (const page of pages) {
    yield page;
    if (page.after) await wait(Math.max(0, startedAtMs + everyMs - Date.now()));
    startedAtMs = Date.now();
  }
}
