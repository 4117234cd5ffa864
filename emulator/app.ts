import { Hono, type Context } from "hono";
import { BroadcastRunner } from "./actions/broadcast-runner";
import { Clock } from "./clock";
import type { EmulatorContext } from "./context";
import { createControls } from "./controls/controls";
import { FaultBook } from "./controls/faults";
import { ControlRefusal } from "./controls/refusal";
import { RequestLog } from "./controls/request-log";
import { startPace, wakePage } from "./controls/waking";
import { GraphFailure } from "./graph/failure";
import { handleGraphRequest, type HangUp } from "./graph/http";
import { RateLimits } from "./graph/rate-limits";
import { seedPages, type SeedName } from "./seed/demo";
import { CodeBook } from "./login/codes";
import { loginDialog } from "./login/dialog";
import { Journal } from "./state/journal";
import { adminUserToken, appId, appSecret, World } from "./state/world";
import { WebhookDelivery } from "./webhooks/delivery";

export interface EmulatorOptions {
  /** Which Pages there are at the start; ignored when the data folder already holds a world. */
  seed?: SeedName;
  /** Keeps the state there; without it everything is in memory. */
  dataFolder?: string;
  /** Customers wrote while the emulator was off, and go on writing a few times a minute. */
  awake?: boolean;
  /** Reaches webhook callbacks; a test without a port hands in its own. */
  fetch?: typeof fetch;
  hangUp?: HangUp;
}

export interface Emulator {
  /** Answers Graph calls and controls; works with and without a port. */
  fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  /** The fixtures of this emulator, as the first line of output shows them. */
  describe: () => EmulatorDescription;
  clock: Clock;
  close: () => void;
}

interface EmulatorDescription {
  pages: { id: string; name: string; token: string; profile: string }[];
  appId: string;
  appSecret: string;
  userToken: string;
}

/** Builds an emulator. Nothing is shared between two of them. */
export function createEmulator(options: EmulatorOptions = {}): Emulator {
  const clock = new Clock();
  const journal = options.dataFolder === undefined ? null : new Journal(options.dataFolder);
  const world = new World(clock, journal);
  const faults = new FaultBook();
  const log = new RequestLog();
  const outgoing = options.fetch ?? fetch;
  const webhooks = new WebhookDelivery(world, clock, faults, outgoing);
  const closing = new AbortController();
  const broadcasts: BroadcastRunner = new BroadcastRunner(() => context);
  const context: EmulatorContext = {
    world,
    clock,
    webhooks,
    limits: new RateLimits(clock),
    faults,
    codes: new CodeBook(),
    broadcasts,
    fetch: outgoing,
    onDelivered: null,
    wait: (delayMs, signal) => waitUnlessAborted(delayMs, AbortSignal.any([closing.signal, signal])),
  };
  const plantSeed = (): void => {
    for (const spec of seedPages(options.seed ?? "empty"))
      world.commit({ type: "page-seeded", at: clock.now(), spec });
  };
  if (world.restore() === 0) plantSeed();
  webhooks.resume();
  clock.onChange(() => broadcasts.runDue());
  if (options.awake) for (const page of world.pages.values()) wakePage(context, page);
  const stopPace = options.awake ? startPace(context) : null;
  const reset = (): void => {
    for (const part of [webhooks, world, log, context.limits]) part.clear();
    faults.delete({});
    clock.live();
    plantSeed();
  };
  const app = createApp(context, faults, log, reset, options.hangUp ?? rejectFetch);
  return {
    fetch: (request, env) => app.fetch(request, env),
    describe: () => describe(world),
    clock,
    close: () => {
      closing.abort();
      stopPace?.();
      broadcasts.close();
      webhooks.close();
      journal?.close();
    },
  };
}

function createApp(
  context: EmulatorContext,
  faults: FaultBook,
  log: RequestLog,
  reset: () => void,
  hangUp: HangUp,
): Hono {
  const app = new Hono();
  app.get("/_emulator/", (http) => http.redirect("/_emulator"));
  app.route("/_emulator", createControls({ context, faults, log, reset }));
  app.route("/", loginDialog(context));
  const door = { context, faults, log, hangUp };
  app.all("*", (http) => handleGraphRequest(door, http));
  app.onError((error, http) => {
    if (error instanceof ControlRefusal)
      return http.json({ error: { message: error.message } }, error.status);
    if (error instanceof GraphFailure) return http.json(error.toEnvelope(), 400);
    if (error instanceof HangUpError) throw error;
    console.error(error);
    return http.json(
      new GraphFailure({
        code: 1,
        message: "An unknown error has occurred.",
        isTransient: true,
      }).toEnvelope(),
      500,
    );
  });
  return app;
}

/** Without a port there is no socket to close: the fetch is rejected, as a client would see it. */
class HangUpError extends TypeError {}

function rejectFetch(_http: Context): never {
  throw new HangUpError("fetch failed: the emulator hung up");
}

function waitUnlessAborted(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, delayMs);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
}

function describe(world: World): EmulatorDescription {
  const pages = [...world.pages.values()].map(({ spec }) => ({
    id: spec.pageId,
    name: spec.name,
    token: spec.token,
    profile: spec.profile,
  }));
  return { pages, appId, appSecret, userToken: adminUserToken };
}
