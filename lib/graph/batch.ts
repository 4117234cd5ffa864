import * as z from "zod";
import { GraphError } from "./errors";
import type { GraphRequest, Transport } from "./transport";
import { read } from "./transport";

/** One item's own outcome; the batch as a whole answers 200 whatever became of its items. */
export type BatchVerdict<Value> = { ok: true; value: Value } | { ok: false; error: GraphError };

/** Source: Graph "Batch requests": at most 50, each counted as one call by the limits. */
const batchItemsMax = 50;

const answersSchema = z.array(z.object({ code: z.number(), body: z.string().nullish() }).nullable());

export type BatchAnswers = {
  /** The verdict of the item at a place. */
  read<Value>(at: number, schema: z.ZodType<Value>): BatchVerdict<Value>;
};

/** Sends up to 50 requests in one. Throws GraphError when the batch itself failed; then no item is known. */
export async function readBatch(
  transport: Transport,
  requests: readonly GraphRequest[],
): Promise<BatchAnswers> {
  if (requests.length > batchItemsMax) throw new RangeError(`At most ${batchItemsMax} calls a batch`);
  const items = requests.map((request) => ({
    method: request.method,
    relative_url: transport.toRelativeUrl(request),
    ...(request.body ? { body: toFormBody(request.body) } : {}),
  }));
  if (items.length === 0) return { read: () => notCompleted() };
  const body = { batch: items, include_headers: false };
  const answers = await transport.call({ method: "POST", path: "", body }, answersSchema);
  return {
    read: (at, schema) => {
      const answer = answers[at];
      const text = answer?.body;
      if (!answer || typeof text !== "string") return notCompleted();
      return toVerdict(() => read({ httpStatus: answer.code, text, usage: null }, schema));
    },
  };
}

/** The Graph answers null for an item that it did not get round to finishing: it may or may not have happened. */
function notCompleted(): { ok: false; error: GraphError } {
  return { ok: false, error: new GraphError("no-answer", "The batch gave no answer for this call") };
}

function toVerdict<Value>(work: () => Value): BatchVerdict<Value> {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (error instanceof GraphError) return { ok: false, error };
    throw error;
  }
}

/** The body of an item is form-encoded, objects in it as JSON. */
function toFormBody(body: NonNullable<GraphRequest["body"]>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) {
    if (value !== undefined)
      form.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return form.toString();
}
