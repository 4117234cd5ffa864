import { createHmac } from "node:crypto";
import type { Dispatcher } from "undici";
import type * as z from "zod";
import { GraphError, toGraphErrorKind } from "./errors";
import { exchange, toNeverConnected } from "./exchange";
import { errorEnvelopeSchema, parseGraphJson } from "./graph-json";
import type { GraphUsage } from "./usage";
import { readUsage } from "./usage";

export type TransportOptions = {
  /** Origin of the Graph, such as https://graph.facebook.com, without a version. */
  baseUrl: string;
  /** Such as v25.0. */
  version: string;
  token: string;
  /** With it, every call carries an appsecret_proof. */
  appSecret?: string;
  /** Another way to the network than this process's own. */
  dispatcher?: Dispatcher;
  /** For one call, answer included. 20 s unless said. */
  timeoutMs?: number;
  /** Told of the limits after each answer that names them. */
  onUsage?: (usage: GraphUsage) => void;
};

type GraphParameters = Record<string, string | number | boolean | object | undefined>;

export type GraphRequest = {
  method: "GET" | "POST" | "DELETE";
  /** Without a leading slash and version: `me/custom_labels`. */
  path: string;
  query?: GraphParameters;
  /** Sent as JSON. */
  body?: GraphParameters;
};

export type Transport = {
  /** One call, its answer read by `schema`. Throws GraphError; never retries, never sleeps. */
  call<Value>(request: GraphRequest, schema: z.ZodType<Value>): Promise<Value>;
  /** The same for an address that the Graph gave us. Another origin is refused: the token is never sent there. */
  follow<Value>(address: string, schema: z.ZodType<Value>): Promise<Value>;
  /** Path and query of a request, for an item of a batch. */
  toRelativeUrl(request: GraphRequest): string;
};

const timeoutMsDefault = 20_000;

export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.baseUrl);
  const root = `${base.origin}${base.pathname.replace(/\/$/, "")}/${options.version}/`;
  const proof =
    options.appSecret && createHmac("sha256", options.appSecret).update(options.token).digest("hex");
  const withProof = (query: GraphParameters = {}) => toQuery({ ...query, appsecret_proof: proof });

  return {
    async call(request, schema) {
      const url = new URL(root + request.path);
      url.search = withProof(request.query);
      return read(await send(options, url, request), schema);
    },
    async follow(address, schema) {
      const url = URL.canParse(address) ? new URL(address) : null;
      if (url?.origin !== base.origin) {
        throw new GraphError("protocol", "The next page is on another origin; it was not asked for");
      }
      // The Graph writes the token into the address; it travels in the header only.
      url.searchParams.delete("access_token");
      if (proof) url.searchParams.set("appsecret_proof", proof);
      return read(await send(options, url, { method: "GET", path: url.pathname }), schema);
    },
    toRelativeUrl({ path, query }) {
      const search = withProof(query);
      return search === "" ? path : `${path}?${search}`;
    },
  };
}

/** Reads what came back, an error envelope included. Also for the items of a batch. */
export function read<Value>(answer: GraphAnswer, schema: z.ZodType<Value>): Value {
  const { httpStatus, usage } = answer;
  let json: unknown;
  try {
    json = parseGraphJson(answer.text);
  } catch (cause) {
    throw new GraphError("temporary", `The answer (HTTP ${httpStatus}) is not JSON`, { httpStatus, cause });
  }
  const envelope = errorEnvelopeSchema.safeParse(json);
  if (envelope.success) throw toGraphError(envelope.data.error, answer);
  if (httpStatus >= 500) throw new GraphError("temporary", `HTTP ${httpStatus}`, { httpStatus });
  const parsed = schema.safeParse(json);
  if (parsed.success && httpStatus < 400) return parsed.data;
  const message = `The answer (HTTP ${httpStatus}) has another shape than documented`;
  const regainAccessMs = usage?.regainAccessMs ?? null;
  throw new GraphError("protocol", message, { httpStatus, regainAccessMs, cause: parsed.error });
}

export type GraphAnswer = { httpStatus: number; text: string; usage: GraphUsage | null };

type ErrorBody = z.infer<typeof errorEnvelopeSchema>["error"];

function toGraphError(error: ErrorBody, { httpStatus, usage }: GraphAnswer): GraphError {
  const subcode = error.error_subcode ?? null;
  const kind = toGraphErrorKind(error.code, subcode, httpStatus);
  const isUnknownButTransient = kind === "invalid" && error.is_transient === true;
  return new GraphError(
    isUnknownButTransient ? "temporary" : kind,
    `Graph error ${error.code}${subcode === null ? "" : `/${subcode}`}: ${error.message ?? error.type ?? "no message"}`,
    {
      code: error.code,
      subcode,
      httpStatus,
      traceId: error.fbtrace_id ?? null,
      userTitle: error.error_user_title ?? null,
      userMessage: error.error_user_msg ?? null,
      regainAccessMs: usage?.regainAccessMs ?? null,
    },
  );
}

async function send(options: TransportOptions, url: URL, request: GraphRequest): Promise<GraphAnswer> {
  const body = request.body && JSON.stringify(request.body);
  const answer = await exchange({
    url,
    method: request.method,
    headers: {
      authorization: `Bearer ${options.token}`,
      accept: "application/json",
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body,
    timeoutMs: options.timeoutMs ?? timeoutMsDefault,
    dispatcher: options.dispatcher,
  }).catch((cause: unknown) => {
    throw toConnectionError(cause);
  });
  const { httpStatus, text } = answer;
  if (httpStatus >= 300 && httpStatus < 400)
    throw new GraphError("protocol", "The Graph points somewhere else; it was not followed", { httpStatus });
  const usage = readUsage(answer.header);
  if (usage) options.onUsage?.(usage);
  return { httpStatus, text, usage };
}

function toConnectionError(cause: unknown): GraphError {
  const code = toNeverConnected(cause);
  if (code !== null) return new GraphError("unreachable", `The Graph cannot be reached (${code})`, { cause });
  const isTimeout = cause instanceof Error && cause.name === "TimeoutError";
  return new GraphError(
    "no-answer",
    isTimeout ? "The Graph did not answer in time" : "The connection broke",
    { cause },
  );
}

/** Objects go as JSON, as the Graph expects them in a query. */
function toQuery(parameters: GraphParameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    query.set(name, typeof value === "object" ? JSON.stringify(value) : String(value));
  }
  return query.toString();
}
