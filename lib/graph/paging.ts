import * as z from "zod";
import { GraphError } from "./errors";
import type { GraphRequest, Transport } from "./transport";

/** One page of a list. `after` resumes behind it; null on the last page. Cursors are not for keeping: they go stale. */
type GraphPage<Item> = { items: Item[]; after: string | null };

/** A list that is read as it is walked: `for await (const label of graph.listLabels())`, or page by page. */
export type GraphList<Item> = AsyncIterable<Item> & {
  /** Pages, from the start or behind a cursor, so that a job can wait between them and resume after an error. */
  pages(after?: string): AsyncGenerator<GraphPage<Item>, void, undefined>;
};

/**
 * Follows `paging.next` literally and ends when it is absent: a short page means nothing, and cursors stand on the
 * last page too. An address on another origin, or the same one again, is an error.
 */
export function createList<Item>(
  transport: Transport,
  request: GraphRequest,
  itemSchema: z.ZodType<Item>,
): GraphList<Item> {
  const schema = toPageSchema(itemSchema);
  async function* pages(after?: string): AsyncGenerator<GraphPage<Item>, void, undefined> {
    let page = await transport.call({ ...request, query: { ...request.query, after } }, schema);
    let address = page.paging?.next;
    yield toPage(page);
    while (address !== undefined) {
      page = await transport.follow(address, schema);
      if (page.paging?.next === address) throw new GraphError("protocol", "The next page is this page again");
      address = page.paging?.next;
      yield toPage(page);
    }
  }
  return {
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const page of pages()) yield* page.items;
    },
  };
}

/** `{data, paging}`; documented samples have paging without `next`, or none at all. */
export function toPageSchema<Item>(itemSchema: z.ZodType<Item>) {
  return z.object({
    data: z.array(itemSchema),
    paging: z
      .object({
        cursors: z.object({ before: z.string(), after: z.string() }).partial().optional(),
        next: z.string().optional(),
      })
      .optional(),
  });
}

function toPage<Item>(page: z.infer<ReturnType<typeof toPageSchema<Item>>>): GraphPage<Item> {
  const hasNext = page.paging?.next !== undefined;
  return { items: page.data, after: hasNext ? (page.paging?.cursors?.after ?? null) : null };
}
