import * as z from "zod";
import { readBatch, type BatchVerdict } from "./batch";
import type { GraphContext } from "./context";
import { GraphError } from "./errors";
import { graphIdSchema } from "./graph-json";
import type { GraphLabel } from "./labels";
import { labelSchema, toLabelsOfPersonRequest, toNode } from "./labels";
import { toPageSchema } from "./paging";
import type { GraphRequest } from "./transport";

/** What a person lets the Page see: all of it may be missing, and the picture's address expires. */
export type GraphProfileOfPerson = {
  name: string | null;
  firstName: string | null;
  lastName: string | null;
  pictureUrl: string | null;
};

/** A closed profile answers an empty object. Source: User Profile API. */
const profileSchema = z
  .object({
    id: graphIdSchema.optional(),
    name: z.string().optional(),
    first_name: z.string().optional(),
    last_name: z.string().optional(),
    profile_pic: z.string().optional(),
  })
  .transform(({ name, first_name, last_name, profile_pic }): GraphProfileOfPerson => ({
    name: name ?? ([first_name, last_name].filter(Boolean).join(" ") || null),
    firstName: first_name ?? null,
    lastName: last_name ?? null,
    pictureUrl: profile_pic ?? null,
  }));

const labelsPageSchema = toPageSchema(labelSchema);

/** Profile and labels, each with its own verdict: a phone account has neither, a closed profile still has labels. */
export type GraphPerson = {
  psid: string;
  profile: BatchVerdict<GraphProfileOfPerson>;
  labels: BatchVerdict<GraphLabel[]>;
};

/** Two calls a person, fifty calls a batch. */
export const readPeopleMax = 25;

export async function getProfile(context: GraphContext, psid: string): Promise<GraphProfileOfPerson> {
  return context.transport.call(toProfileRequest(psid), profileSchema);
}

/**
 * Profile and labels of at most `readPeopleMax` people in one batch, in their order. The Graph has no call from a
 * label to its people, so an import asks person by person. Throws only when the batch as a whole got no answer.
 */
export async function readPeople(context: GraphContext, psids: readonly string[]): Promise<GraphPerson[]> {
  if (psids.length > readPeopleMax) throw new RangeError(`At most ${readPeopleMax} people a batch`);
  const requests = psids.flatMap((psid) => [toProfileRequest(psid), toLabelsOfPersonRequest(context, psid)]);
  const answers = await readBatch(context.transport, requests);
  const people: GraphPerson[] = [];
  for (const [at, psid] of psids.entries()) {
    const profile = answers.read(2 * at, profileSchema);
    const labels = answers.read(2 * at + 1, labelsPageSchema);
    people.push({ psid, profile, labels: labels.ok ? await readAllLabels(context, labels.value) : labels });
  }
  return people;
}

/** Nearly always everything came with the batch; who carries more labels than a page holds costs calls of their own. */
async function readAllLabels(
  context: GraphContext,
  first: z.infer<typeof labelsPageSchema>,
): Promise<BatchVerdict<GraphLabel[]>> {
  const labels = [...first.data];
  let address = first.paging?.next;
  try {
    while (address !== undefined) {
      const page: z.infer<typeof labelsPageSchema> = await context.transport.follow(
        address,
        labelsPageSchema,
      );
      if (page.paging?.next === address) throw new GraphError("protocol", "The next page is this page again");
      labels.push(...page.data);
      address = page.paging?.next;
    }
    return { ok: true, value: labels };
  } catch (error) {
    if (error instanceof GraphError) return { ok: false, error };
    throw error;
  }
}

function toProfileRequest(psid: string): GraphRequest {
  const query = { fields: "id,name,first_name,last_name,profile_pic" };
  return { method: "GET", path: toNode(psid), query };
}
