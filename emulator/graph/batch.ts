import { fillReferences, referencedNames } from "./batch-references";
import { isRecord, parseCall, structureParameter, textParameter, type GraphCall } from "./call";
import { GraphFailure, invalidParameter } from "./failure";

const itemsMax = 50;

export interface GraphAnswer {
  status: number;
  body: unknown;
  headers: Record<string, string>;
}

type AnswerCall = (call: GraphCall) => Promise<GraphAnswer>;

interface ItemAnswer {
  code: number;
  headers?: { name: string; value: string }[];
  body: string;
}

/** Items go straight to the dispatcher, in order; the outer answer is 200 whatever became of them. */
export async function answerBatch(call: GraphCall, answerCall: AnswerCall): Promise<unknown> {
  const items = structureParameter(call, "batch");
  if (!Array.isArray(items)) throw invalidParameter("Param batch must be an array");
  if (items.length === 0 || items.length > itemsMax) {
    throw invalidParameter(`Too many requests in batch message. Maximum batch size is ${itemsMax}`);
  }
  const withHeaders = textParameter(call, "include_headers") !== "false";
  const results = new Map<string, string>();
  const failed = new Set<string>();
  const answers: (ItemAnswer | null)[] = [];
  for (const item of items) {
    const record: Record<string, unknown> = isRecord(item) ? item : {};
    if (dependencies(record).some((name) => failed.has(name))) {
      // An item whose forerunner failed is not run, and answers null.
      answers.push(null);
      continue;
    }
    const answer = await answerItem(answerCall, call, record, results, withHeaders);
    answers.push(answer);
    if (typeof record.name !== "string") continue;
    if (answer.code === 200) results.set(record.name, answer.body);
    else failed.add(record.name);
  }
  return answers;
}

function dependencies(item: Record<string, unknown>): string[] {
  const named = typeof item.depends_on === "string" ? [item.depends_on] : [];
  return [item.relative_url, item.body].reduce<string[]>(
    (all, text) =>
      typeof text === "string" && text.includes("{result=") ? [...all, ...referencedNames(text)] : all,
    named,
  );
}

async function answerItem(
  answerCall: AnswerCall,
  outer: GraphCall,
  item: Record<string, unknown>,
  results: ReadonlyMap<string, string>,
  withHeaders: boolean,
): Promise<ItemAnswer> {
  let answer: GraphAnswer;
  try {
    answer = await answerCall(toCall(outer, item, results));
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    answer = { status: error.status, body: error.toEnvelope(), headers: {} };
  }
  const body = JSON.stringify(answer.body);
  if (!withHeaders) return { code: answer.status, body };
  const headers = Object.entries(answer.headers).map(([name, value]) => ({ name, value }));
  return {
    code: answer.status,
    headers: [{ name: "Content-Type", value: "text/javascript; charset=UTF-8" }, ...headers],
    body,
  };
}

function toCall(
  outer: GraphCall,
  item: Record<string, unknown>,
  results: ReadonlyMap<string, string>,
): GraphCall {
  const { method = "GET", relative_url: target, body = "" } = item;
  if (typeof target !== "string") throw invalidParameter("Each batch item needs a relative_url");
  if (typeof method !== "string") throw invalidParameter("The method of a batch item must be a string");
  const isForm = typeof body === "string";
  const call = parseCall({
    method,
    target: fillReferences(target.replace(/^https?:\/\/[^/]+/, ""), results),
    bodyText: isForm ? fillReferences(body, results) : JSON.stringify(body),
    contentType: isForm ? "application/x-www-form-urlencoded" : "application/json",
    bearer: outer.token,
    origin: outer.origin,
  });
  if (call.version === null) {
    call.version = outer.version;
    call.versionPrefix = outer.versionPrefix;
  }
  // The proof of the outer call is that of the outer token.
  const { appsecret_proof: proof } = outer.parameters;
  if (proof !== undefined && call.token === outer.token) call.parameters.appsecret_proof ??= proof;
  return call;
}
