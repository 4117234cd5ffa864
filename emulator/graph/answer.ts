import type { Fault } from "../controls/faults";
import type { EmulatorContext } from "../context";
import { answerBatch, type GraphAnswer } from "./batch";
import type { GraphCall } from "./call";
import { dispatch, pageOfCall } from "./dispatch";
import { GraphFailure } from "./failure";

/** Answers a call as the Graph would: never a throw for anything a caller can do. */
export async function answerCall(
  context: EmulatorContext,
  call: GraphCall,
  isInBatch = false,
): Promise<GraphAnswer> {
  const isBatch = !isInBatch && call.method === "POST" && call.segments.length === 0;
  const page = pageOfCall(context, call);
  const headers = page ? context.limits.headersFor(page) : {};
  if (isInBatch) {
    const fault = context.faults.takeItemFault(page?.id ?? null, call.method, `/${call.segments.join("/")}`);
    if (fault) return orderedError(fault);
  }
  try {
    const body = isBatch
      ? answerBatch(call, (item) => answerCall(context, item, true))
      : dispatch(context, call);
    return { status: 200, body: body instanceof Promise ? await body : body, headers };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return { status: error.status, body: error.toEnvelope(), headers };
  }
}

/** The error that was ordered through the controls, in the Graph's envelope. */
export function orderedError({ error, usage }: Pick<Fault, "error" | "usage">): GraphAnswer {
  const message = error.message ?? `(#${error.code}) Trouble ordered through the controls`;
  const failure = new GraphFailure({ ...error, message });
  return { status: failure.status, body: failure.toEnvelope(), headers: usage ? orderedUsage(usage) : {} };
}

/** The usage headers that were ordered through the controls. */
export function orderedUsage({
  percent,
  regainMinutes,
}: NonNullable<Fault["usage"]>): Record<string, string> {
  const used = { call_count: percent, total_time: 0, total_cputime: 0 };
  const limit = { type: "messenger", ...used, estimated_time_to_regain_access: regainMinutes };
  return {
    "x-app-usage": JSON.stringify(used),
    "x-page-usage": JSON.stringify(used),
    "x-business-use-case-usage": JSON.stringify({ ordered: [limit] }),
  };
}
