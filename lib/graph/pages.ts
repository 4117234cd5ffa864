import * as z from "zod";
import type { GraphContext } from "./context";
import { graphIdSchema } from "./graph-json";
import type { GraphList } from "./paging";
import { createList } from "./paging";
import type { Transport } from "./transport";

/** A Page that a person may act for, with a token of its own. */
export type GraphAccount = {
  id: string;
  name: string;
  token: string;
  category: string | null;
  pictureUrl: string | null;
  /** Such as MESSAGING; newer Pages have the same with PROFILE_PLUS_ in front. */
  tasks: string[];
};

const accountSchema = z
  .object({
    id: graphIdSchema,
    name: z.string(),
    access_token: z.string(),
    category: z.string().optional(),
    tasks: z.array(z.string()).default([]),
    picture: z.object({ data: z.object({ url: z.string().optional() }) }).optional(),
  })
  .transform((account): GraphAccount => ({
    id: account.id,
    name: account.name,
    token: account.access_token,
    category: account.category ?? null,
    pictureUrl: account.picture?.data.url ?? null,
    tasks: account.tasks,
  }));

/** With a user's token: the Pages they can act for. */
export function listAccounts(transport: Transport): GraphList<GraphAccount> {
  const query = { fields: "id,name,access_token,tasks,category,picture", limit: 100 };
  return createList(transport, { method: "GET", path: "me/accounts", query }, accountSchema);
}

/** The Page's own name, which also proves the token. */
export async function getPage(context: GraphContext): Promise<{ id: string; name: string }> {
  const schema = z.object({ id: graphIdSchema, name: z.string() });
  return context.transport.call(
    { method: "GET", path: context.pageNode, query: { fields: "id,name" } },
    schema,
  );
}
