import * as z from "zod";
import { readBatch, type BatchVerdict } from "./batch";
import type { GraphContext } from "./context";
import { GraphError } from "./errors";
import { graphIdSchema, successSchema } from "./graph-json";
import type { GraphList } from "./paging";
import { createList } from "./paging";
import type { GraphRequest } from "./transport";

/** A custom label (`PageUserMessageThreadLabel`). The Graph cannot rename one, nor list its people. */
export type GraphLabel = { id: string; name: string };

/** Either era's field: a reference still shows `name` where the answer has `page_label_name`. */
export const labelSchema = z
  .object({ id: graphIdSchema, page_label_name: z.string().optional(), name: z.string().optional() })
  .transform(({ id, page_label_name, name }, context): GraphLabel => {
    const label = page_label_name ?? name;
    if (label !== undefined) return { id, name: label };
    context.addIssue({ code: "custom", message: "a label without a name" });
    return z.NEVER;
  });

/** Products ask for 200 to 500 at once; the platform documents no limit. */
const labelsPageSize = 200;

export function listLabels(context: GraphContext): GraphList<GraphLabel> {
  const query = { fields: context.labelNameField, limit: labelsPageSize };
  return createList(
    context.transport,
    { method: "GET", path: `${context.pageNode}/custom_labels`, query },
    labelSchema,
  );
}

/** Creates a label and answers its id. Whether the Graph refuses a name that exists is not documented. */
export async function createLabel(context: GraphContext, name: string): Promise<{ id: string }> {
  const path = `${context.pageNode}/custom_labels`;
  const body = { [context.labelNameField]: name };
  return context.transport.call({ method: "POST", path, body }, z.object({ id: graphIdSchema }));
}

/** The bare node: one document shows `LABEL-ID/custom_labels`, but the other's sample and the SDKs call the node. */
export async function getLabel(context: GraphContext, labelId: string): Promise<GraphLabel> {
  const query = { fields: context.labelNameField };
  return context.transport.call({ method: "GET", path: toNode(labelId), query }, labelSchema);
}

export async function deleteLabel(context: GraphContext, labelId: string): Promise<void> {
  await context.transport.call({ method: "DELETE", path: toNode(labelId) }, successSchema);
}

export async function assignLabel(context: GraphContext, labelId: string, psid: string): Promise<void> {
  await context.transport.call(toAssignRequest(labelId, psid), successSchema);
}

export async function removeLabel(context: GraphContext, labelId: string, psid: string): Promise<void> {
  await context.transport.call(toRemoveRequest(labelId, psid), successSchema);
}

export type GraphLabelChange = { action: "assign" | "remove"; labelId: string; psid: string };

/** Up to 50 assignments and removals in one call, each with its own verdict, in order. */
export async function changeLabels(
  context: GraphContext,
  changes: readonly GraphLabelChange[],
): Promise<BatchVerdict<{ done: true }>[]> {
  const requests = changes.map(({ action, labelId, psid }) =>
    action === "assign" ? toAssignRequest(labelId, psid) : toRemoveRequest(labelId, psid),
  );
  const answers = await readBatch(context.transport, requests);
  return changes.map((_, at) =>
    answers.read(
      at,
      successSchema.transform(() => ({ done: true as const })),
    ),
  );
}

function toAssignRequest(labelId: string, psid: string): GraphRequest {
  return { method: "POST", path: `${toNode(labelId)}/label`, body: { user: psid } };
}

/** The documents give `user` in the address of the DELETE. */
function toRemoveRequest(labelId: string, psid: string): GraphRequest {
  return { method: "DELETE", path: `${toNode(labelId)}/label`, query: { user: psid } };
}

/** A phone-number account's labels cannot be read: kind "phone-account". */
export function listLabelsOfPerson(context: GraphContext, psid: string): GraphList<GraphLabel> {
  return createList(context.transport, toLabelsOfPersonRequest(context, psid), labelSchema);
}

export function toLabelsOfPersonRequest(context: GraphContext, psid: string): GraphRequest {
  const query = { fields: context.labelNameField, limit: labelsPageSize };
  return { method: "GET", path: `${toNode(psid)}/custom_labels`, query };
}

/** An id becomes part of a path: anything but an id's characters would be another call. */
export function toNode(id: string): string {
  if (/^[A-Za-z0-9_.:$=-]+$/.test(id) && !/^\.+$/.test(id)) return encodeURIComponent(id);
  throw new GraphError("missing", "This is not a Graph id, so there is nothing under it");
}
