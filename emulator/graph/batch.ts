import type { EmulatorContext } from "../context";
import { parseCall, isRecord, structureParameter, type GraphCall } from "./call";
import { answerCall, type GraphAnswer } from "./answer";
import { GraphFailure, invalidParameter } from "./failure";

const itemsMax = 50;

/** Items go straight to the dispatcher, in order; the outer answer is 200 whatever became of them. */
export async function answerBatch(context: EmulatorContext, call: GraphCall): Promise<unknown> {
  const items = structureParameter(call, "batch");
  if (!Array.isArray(items)) throw invalidParameter("Param batch must be an array");
  if (items.length === 0 || items.length > itemsMax) {
    throw new GraphFailure({
      code: 100,
      message: `(#100) Too many requests in batch message. Maximum batch size is ${itemsMax}`,
    });
  }
  const withHeaders = String(call.parameters.include_headers ?? "true") !== "false";
  const answers: unknown[] = [];
  for (const item of items) answers.push(await answerItem(context, call, item, withHeaders));
  return answers;
}

async function answerItem(
  context: EmulatorContext,
  outer: GraphCall,
  item: unknown,
  withHeaders: boolean,
): Promise<unknown> {
  let answer: GraphAnswer;
  try {
    answer = await answerCall(context, toCall(outer, item), true);
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    answer = { status: error.status, body: error.toEnvelope(), headers: {} };
  }
  const headers = Object.entries({ "Content-Type": "text/javascript; charset=UTF-8", ...answer.headers });
  return {
    code: answer.status,
    ...(withHeaders ? { headers: headers.map(([name, value]) => ({ name, value })) } : {}),
    body: JSON.stringify(answer.body),
  };
}

function toCall(outer: GraphCall, item: unknown): GraphCall {
  if (!isRecord(item) || typeof item.relative_url !== "string")
    throw invalidParameter("Each batch item needs a relative_url");
  const { method = "GET", relative_url: target, body = "" } = item;
  if (typeof method !== "string") throw invalidParameter("The method of a batch item must be a string");
  const call = parseCall({
    method,
    target: target.replace(/^https?:\/\/[^/]+/, ""),
    bodyText: typeof body === "string" ? body : JSON.stringify(body),
    contentType: typeof body === "string" ? "application/x-www-form-urlencoded" : "application/json",
    bearer: outer.token,
    origin: outer.origin,
  });
  if (call.version === null) {
    call.version = outer.version;
    call.versionPrefix = outer.versionPrefix;
  }
  // The proof of the outer call is that of the outer token.
  if (call.token === outer.token && call.parameters.appsecret_proof === undefined) {
    const proof = outer.parameters.appsecret_proof;
    if (proof !== undefined) call.parameters.appsecret_proof = proof;
  }
  return call;
}
