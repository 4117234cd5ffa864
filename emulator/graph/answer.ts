import type { EmulatorContext } from "../context";
import { answerBatch } from "./batch";
import type { GraphCall } from "./call";
import { dispatch, pageOfCall } from "./dispatch";
import { GraphFailure } from "./failure";

export interface GraphAnswer {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

/** Answers a call as the Graph would: never a throw for anything a caller can do. */
export async function answerCall(
  context: EmulatorContext,
  call: GraphCall,
  isInBatch = false,
): Promise<GraphAnswer> {
  const isBatch = !isInBatch && call.method === "POST" && call.segments.length === 0;
  const page = pageOfCall(context, call);
  const headers = page ? context.limits.headersFor(page) : {};
  try {
    const body = isBatch ? answerBatch(context, call) : dispatch(context, call);
    return { status: 200, body: body instanceof Promise ? await body : body, headers };
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return { status: error.status, body: error.toEnvelope(), headers };
  }
}
