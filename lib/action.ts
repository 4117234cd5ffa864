import { randomBytes } from "node:crypto";
import { headers } from "next/headers";
import * as z from "zod";
import type { ActionFailure, ActionResult } from "./action-result";
import type { Capability } from "./domain/permissions";
import { isOwnOrigin } from "./origin";
import { log } from "./log";
import { Problem } from "./problem";
import { toFailure } from "./problem-words";
import { gate, gateConnecting, type PageSession, type Viewer } from "./session";

interface ActionOptions<Input extends { pageId: string }> {
  capability: Capability;
  input: z.ZodType<Input>;
}

/**
 * The one way to make a server action. Before the work it checks where the request came from (a missing Origin
 * is refused, which Next alone would let through), the input, the session, the Page and the role; it turns
 * problems into answers in words. Everything else is a bug: logged once, with a reference that the person sees.
 */
export function action<Input extends { pageId: string }, Value>(
  { capability, input: schema }: ActionOptions<Input>,
  work: (input: Input, session: PageSession) => Promise<Value>,
): (input: Input) => Promise<ActionResult<Value>> {
  return guarded(schema, (pageId) => gate(pageId, capability), work);
}

/**
 * Like `action`, for connecting a Page that may not be connected yet: there is no session on it, but a person who may
 * connect it.
 */
export function connectingAction<Input extends { pageId: string }, Value>(
  { input: schema }: Pick<ActionOptions<Input>, "input">,
  work: (input: Input, viewer: Viewer) => Promise<Value>,
): (input: Input) => Promise<ActionResult<Value>> {
  return guarded(schema, gateConnecting, work);
}

function guarded<Input extends { pageId: string }, Session, Value>(
  schema: z.ZodType<Input>,
  enter: (pageId: string) => Promise<Session>,
  work: (input: Input, session: Session) => Promise<Value>,
): (input: Input) => Promise<ActionResult<Value>> {
  return async (given) => {
    try {
      if (!isOwnOrigin(await headers())) throw new Problem("origin-refused");
      const session = await enter(readPageId(given));
      const input = readInput(schema, given);
      return { ok: true, value: await work(input, session) };
    } catch (error) {
      return explain(error);
    }
  };
}

/** The Page comes first and on its own: a stranger must not learn from the input's errors. */
function readPageId(given: unknown): string {
  const parsed = z.object({ pageId: z.string() }).safeParse(given);
  if (!parsed.success) throw new Problem("page-unknown");
  return parsed.data.pageId;
}

function readInput<Input>(schema: z.ZodType<Input>, given: unknown): Input {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const field = issue.path.length > 0 ? issue.path.join(".") : undefined;
  throw new Problem("input-wrong", { field, values: { detail: issue.message } });
}

function explain(error: unknown): ActionFailure {
  if (error instanceof Problem) return toFailure(error);
  const reference = randomBytes(4).toString("hex");
  log.error({ err: error, reference }, "an action failed");
  return toFailure(new Problem("unexpected", { values: { reference }, retryable: true }));
}
