import { EventEmitter } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Logger, runOnce, type TaskList, type WorkerEvents } from "graphile-worker";
import { listenEmulator, type ListeningEmulator } from "../../emulator/listen";
import { createTestDatabase } from "./test-database";

/** The product's slices on a database of their own, beside an emulator, joined by real HTTP; no browser, no Next. */
export interface World {
  emulator: ListeningEmulator;
  /** Calls one of the emulator's controls. */
  control: <Answer>(method: string, path: string, body?: unknown) => Promise<Answer>;
  /** A new Page on the emulator, connected and not imported yet. */
  connect: (page?: Record<string, unknown>) => Promise<TestPage>;
  /** Runs all jobs that are due, and those that they add, by the real queue. */
  drain: () => Promise<void>;
  /** Delivers all webhooks and applies them. */
  settle: () => Promise<void>;
  close: () => Promise<void>;
}

export interface TestPage {
  pageId: string;
  token: string;
  labels: { id: string; name: string }[];
}

export interface Truth {
  customers: { psid: string; name: string; labelIds: string[]; labelsReadable: boolean }[];
}

const silent = new Logger(() => () => undefined);

/** Sets this process's settings first: import slices after it, with `await import(…)`. */
export async function openWorld(serverUrl: string): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), "labelcast-world-"));
  const database = await createTestDatabase(serverUrl);
  const emulator = await listenEmulator({ seed: "empty" });
  const webhooks = await listenForWebhooks();
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PUBLIC_URL: webhooks.url,
    GRAPH_API_URL: emulator.url,
    FACEBOOK_APP_ID: "900100200300400",
    FACEBOOK_APP_SECRET: "emulator-app-secret",
    LOG_LEVEL: "silent",
  });
  const { closeDatabase, db, pool } = await import("../../lib/db");
  const { connectPage, subscribeToWebhooks } = await import("../../lib/facebook-pages/mutations");
  const { handlers } = await import("../../lib/jobs/handlers/all");
  await subscribeToWebhooks();
  const user = await db().user.create({ data: { email: "admin@example.com", name: "Admin" } });
  const taskList: TaskList = Object.fromEntries(
    Object.entries(handlers).map(([name, handle]) => [
      name,
      (payload: unknown) => handle(payload as never, { holder: "test", abortSignal: undefined }),
    ]),
  );
  const control = controlsOf(emulator.url);
  const quietly = { noHandleSignals: true, logger: silent, events: tellErrors() };
  const drain = () => runOnce({ pgPool: pool(), taskList, ...quietly });
  return {
    emulator,
    control,
    connect: async (page = {}) => {
      const seeded = await control<TestPage & { name: string; profile: "legacy" | "current" }>(
        "POST",
        "seed",
        {
          name: "Test",
          customers: 30,
          labels: ["A", "B", "C"],
          wroteWithinHours: 12,
          ...page,
        },
      );
      await connectPage({ ...seeded, id: seeded.pageId }, user.id);
      return seeded;
    },
    drain,
    settle: async () => {
      await control("POST", "flush");
      await drain();
    },
    close: async () => {
      await emulator.stop();
      await webhooks.close();
      await closeDatabase();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The queue tries such a job again later: a test that then misses its effect should say why. */
function tellErrors(): WorkerEvents {
  const events: WorkerEvents = new EventEmitter();
  events.on("job:error", ({ job, error }) => console.error(`Job ${job.task_identifier}:`, error));
  return events;
}

function controlsOf(url: string): World["control"] {
  return async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}/_emulator/${path}`, {
      method,
      headers: { "content-type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
}

/** The product's own webhook route behind a plain HTTP server. */
async function listenForWebhooks() {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const { GET, POST } = await import("../../app/api/webhooks/messenger/route");
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(chunk as Buffer);
      const url = `http://127.0.0.1${incoming.url ?? "/"}`;
      const headers = new Headers(incoming.headers as Record<string, string>);
      const response =
        incoming.method === "POST"
          ? await POST(new Request(url, { method: "POST", headers, body: Buffer.concat(chunks) }))
          : GET(new Request(url));
      outgoing.writeHead(response.status).end(await response.text());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
