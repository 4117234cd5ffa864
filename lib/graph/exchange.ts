import { request as ask, type Dispatcher } from "undici";

export interface ExchangeRequest {
  url: URL;
  method: "GET" | "POST" | "DELETE";
  headers: Record<string, string>;
  body: string | undefined;
  /** For all of it, the answer's last byte included. */
  timeoutMs: number;
  /** Another way to the network than this process's own. */
  dispatcher?: Dispatcher;
}

export interface ExchangeAnswer {
  httpStatus: number;
  text: string;
  /** A header's value by its name in small letters; null when it is not there. */
  header: (name: string) => string | null;
}

/**
 * One request over HTTP. A redirect is an answer like any other: it would take the token along, and the Graph documents
 * none. Connections are kept; nothing is ever asked twice. @throws what undici throws, and a TimeoutError
 */
export async function exchange(request: ExchangeRequest): Promise<ExchangeAnswer> {
  const { url, method, headers, body, timeoutMs, dispatcher } = request;
  const answer = await ask(url, {
    ...{ method, headers, body, dispatcher },
    signal: AbortSignal.timeout(timeoutMs),
  });
  return {
    httpStatus: answer.statusCode,
    text: await answer.body.text(),
    header: (name) => {
      const value = answer.headers[name] ?? null;
      return Array.isArray(value) ? value.join(", ") : value;
    },
  };
}

/** Only what fails before a connection exists proves that the request never went out. */
const neverConnected = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
  "EHOSTUNREACH",
]);

/** The code of an error that proves that nothing went out; null for any other. */
export function toNeverConnected(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  const code = String(error.code);
  return neverConnected.has(code) ? code : null;
}
