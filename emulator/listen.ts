import { createServer } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import { createEmulator, type Emulator, type EmulatorOptions } from "./app";
import { GraphFailure } from "./graph/failure";

export interface ListeningEmulator extends Emulator {
  /** http://127.0.0.1:4100, without a slash at the end. */
  url: string;
  /** Also closes the port and every connection. */
  stop: () => Promise<void>;
}

/** An emulator on a port; port 0 takes a free one. Rejects with the system's error when the port is taken. */
export async function listenEmulator(
  options: EmulatorOptions & { port?: number; host?: string } = {},
): Promise<ListeningEmulator> {
  const { port = 0, host = "127.0.0.1", ...rest } = options;
  const later: { emulator?: Emulator } = {};
  const listener = getRequestListener(
    (request, env) => later.emulator?.fetch(request, env) ?? new Response(null, { status: 503 }),
    { hostname: host, errorHandler: answerUnreadable },
  );
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  // Only whoever has the port opens the data folder: a second start would write into the first one's journal.
  const emulator = createEmulator({ ...rest, hangUp: endSocket });
  later.emulator = emulator;
  const address = server.address();
  const actualPort = typeof address === "object" && address !== null ? address.port : port;
  const shownHost = host.includes(":") ? `[${host}]` : host;
  return {
    ...emulator,
    url: `http://${shownHost}:${actualPort}`,
    stop: () => {
      emulator.close();
      const stopped = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return stopped;
    },
  };
}

function endSocket(http: Context): Response {
  const { outgoing } = http.env as HttpBindings;
  outgoing.destroy();
  return new Response(null, { status: 500, headers: { "x-hono-already-sent": "true" } });
}

/** Requests whose address or host is none: the HTTP layer cannot read them, and the answer is the Graph's all the same. */
function answerUnreadable(error: unknown): Response {
  const message = error instanceof Error ? error.message : String(error);
  return Response.json(
    new GraphFailure({ code: 100, message: `(#100) Invalid request: ${message}` }).toEnvelope(),
    {
      status: 400,
    },
  );
}
