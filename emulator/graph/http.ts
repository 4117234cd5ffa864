import type { Context } from "hono";
import { delayOf, type FaultBook } from "../controls/faults";
import type { RequestLog } from "../controls/request-log";
import type { EmulatorContext } from "../context";
import { answerCall, orderedError, orderedUsage } from "./answer";
import type { GraphAnswer } from "./batch";
import { isRecord, parseCall, type GraphCall, type Parameters } from "./call";
import { pageOfCall } from "./dispatch";
import { GraphFailure, invalidParameter } from "./failure";

const bodyCharactersMax = 30_000_000;

/** How the HTTP door breaks a connection; with a port it is the socket's end, without one a rejected fetch. */
export type HangUp = (context: Context) => Response;

export interface GraphDoor {
  context: EmulatorContext;
  faults: FaultBook;
  log: RequestLog;
  hangUp: HangUp;
}

/** From an HTTP request to the Graph's answer, ordered trouble included. */
export async function handleGraphRequest(door: GraphDoor, http: Context): Promise<Response> {
  let call: GraphCall;
  try {
    call = await readCall(http);
  } catch (error) {
    if (!(error instanceof GraphFailure)) throw error;
    return toResponse({ status: error.status, body: error.toEnvelope(), headers: {} });
  }
  const { context, faults, log } = door;
  const path = `/${call.segments.join("/")}`;
  const pageId = pageOfCall(context, call)?.id ?? null;
  const fault = faults.takeCallFault(pageId, call.method, path, recipientOf(call));
  const entry = { at: context.clock.now(), pageId, method: call.method, path, parameters: call.parameters };
  if (fault && (fault.kind === "slow" || fault.kind === "timeout")) {
    await context.wait(delayOf(fault), http.req.raw.signal);
  }
  if (fault?.kind === "timeout") {
    log.add({ ...entry, status: 0, code: null, fault: fault.kind });
    return door.hangUp(http);
  }
  const answer = fault?.kind === "error" ? orderedError(fault) : await answerCall(context, call);
  if (fault?.kind === "usage" && fault.usage) Object.assign(answer.headers, orderedUsage(fault.usage));
  log.add({ ...entry, status: answer.status, code: codeOf(answer.body), fault: fault?.kind ?? null });
  return fault?.kind === "drop-after-effect" ? door.hangUp(http) : toResponse(answer);
}

/** Whom a message is to; null when the call names nobody, or is no message. */
function recipientOf({ parameters: { recipient } }: GraphCall): string | null {
  return isRecord(recipient) && typeof recipient.id === "string" ? recipient.id : null;
}

async function readCall(http: Context): Promise<GraphCall> {
  const { method, url } = http.req;
  const pathAt = url.indexOf("/", url.indexOf("//") + 2);
  const contentType = http.req.header("content-type") ?? "";
  const isMultipart = contentType.startsWith("multipart/form-data");
  const bodyText = isMultipart || !hasBody(http) ? "" : await readText(http);
  if (bodyText.length > bodyCharactersMax) {
    throw new GraphFailure({
      code: 1,
      message: "Please reduce the amount of data you're asking for, then retry your request",
    });
  }
  const authorization = http.req.header("authorization") ?? "";
  const call = parseCall({
    method,
    target: url.slice(pathAt),
    bodyText,
    contentType,
    bearer: /^bearer /i.test(authorization) ? authorization.slice(7).trim() : null,
    origin: url.slice(0, pathAt),
    formParameters: isMultipart ? await readMultipart(http) : undefined,
  });
  if (/^basic /i.test(authorization)) addBasicClient(call, authorization.slice(6));
  return call;
}

/** The caller may hang up before the body is through. */
async function readText(http: Context): Promise<string> {
  try {
    return await http.req.text();
  } catch {
    throw invalidParameter("The request body could not be read");
  }
}

/** A GET may carry a body (the official SDK sends `{}`), so the headers say. */
function hasBody(http: Context): boolean {
  if (http.req.method === "POST" || http.req.method === "DELETE") return true;
  return (
    http.req.header("content-length") !== undefined || http.req.header("transfer-encoding") !== undefined
  );
}

async function readMultipart(http: Context): Promise<Parameters> {
  let form: FormData;
  try {
    form = await http.req.formData();
  } catch {
    throw invalidParameter("Invalid multipart form in the request body");
  }
  const parameters: Parameters = {};
  for (const [name, value] of form) {
    parameters[name] = typeof value === "string" ? value : { file: value.name, bytes: value.size };
  }
  return parameters;
}

/** Login libraries send the app's id and secret by HTTP Basic. */
function addBasicClient(call: GraphCall, encoded: string): void {
  const [clientId = "", secret = ""] = Buffer.from(encoded, "base64")
    .toString()
    .split(":")
    .map(decodeURIComponentSafely);
  call.parameters.client_id ??= clientId;
  call.parameters.client_secret ??= secret;
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function codeOf(body: unknown): number | null {
  if (typeof body !== "object" || body === null || !("error" in body)) return null;
  const { error } = body;
  return typeof error === "object" && error !== null && "code" in error && typeof error.code === "number"
    ? error.code
    : null;
}

function toResponse({ status, body, headers }: GraphAnswer): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      "content-type": "application/json; charset=UTF-8",
      "facebook-api-version": "v26.0",
      ...headers,
    },
  });
}
