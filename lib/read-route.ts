import { randomBytes } from "node:crypto";
import type { Capability } from "./domain/permissions";
import { log } from "./log";
import { isOwnOrigin } from "./origin";
import { Problem, type ProblemCode } from "./problem";
import { toFailure } from "./problem-words";
import { gate, type PageSession } from "./session";

type Context<Params> = { params: Promise<Params & { pageId: string }> };

const statusOf: Partial<Record<ProblemCode, number>> = {
  "signed-out": 401,
  forbidden: 403,
  "page-unknown": 404,
  "customer-unknown": 404,
  "job-unknown": 404,
  "segment-unknown": 404,
  "frozen-list-unknown": 404,
  "broadcast-unknown": 404,
};

/**
 * The one way to make a GET route of a Page: the gate first, then the work, then JSON that nobody stores.
 * Trouble answers in the form of `ActionFailure`, with a fitting status.
 */
export function readRoute<Params = unknown>(
  capability: Capability,
  work: (session: PageSession, query: URLSearchParams, params: Params) => Promise<unknown>,
): (request: Request, context: Context<Params>) => Promise<Response> {
  return async (request, context) => {
    try {
      const params = await context.params;
      const session = await gate(params.pageId, capability);
      const value = await work(session, new URL(request.url).searchParams, params);
      return Response.json(value, { headers: { "cache-control": "no-store" } });
    } catch (error) {
      return toResponse(error);
    }
  };
}

/** The same for a file that is downloaded: the work makes the response, and trouble before its first byte is told. */
export function downloadRoute<Params = unknown>(
  capability: Capability,
  work: (session: PageSession, query: URLSearchParams, params: Params) => Promise<Response>,
): (request: Request, context: Context<Params>) => Promise<Response> {
  return async (request, context) => {
    try {
      const params = await context.params;
      const session = await gate(params.pageId, capability);
      return await work(session, new URL(request.url).searchParams, params);
    } catch (error) {
      return toResponse(error);
    }
  };
}

/** The same for a file that is brought: only from our own pages, and read by the work while it comes in. */
export function uploadRoute(
  capability: Capability,
  work: (session: PageSession, request: Request) => Promise<unknown>,
): (request: Request, context: Context<unknown>) => Promise<Response> {
  return async (request, context) => {
    try {
      const { pageId } = await context.params;
      if (!isOwnOrigin(request.headers)) throw new Problem("origin-refused");
      return Response.json(await work(await gate(pageId, capability), request));
    } catch (error) {
      return toResponse(error);
    }
  };
}

function toResponse(error: unknown): Response {
  if (error instanceof Problem) {
    return Response.json(toFailure(error), { status: statusOf[error.code] ?? 400 });
  }
  const reference = randomBytes(4).toString("hex");
  log.error({ err: error, reference }, "a read failed");
  const problem = new Problem("unexpected", { values: { reference }, retryable: true });
  return Response.json(toFailure(problem), { status: 500 });
}
