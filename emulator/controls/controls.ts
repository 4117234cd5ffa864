import { Hono } from "hono";
import { z } from "zod";
import type { EmulatorContext } from "../context";
import { readPredicate, selectCustomers } from "../graph/predicate";
import { flag } from "../state/customers";
import { watchStalls } from "../stalls";
import type { Page } from "../state/page";
import { faultSchema, type FaultBook } from "./faults";
import { pageControls } from "./page-controls";
import { drawPicture } from "./picture";
import { ControlRefusal, readBody } from "./refusal";
import type { RequestLog } from "./request-log";
import { describePage, seedPage, seedSchema } from "./seed-control";
import { describeSwitches, setSwitches, switchesSchema } from "./switches";
import { describeReceived, describeTruth } from "./truth";
import { wakePage } from "./waking";
import { webPage } from "./web-page";

export interface ControlParts {
  context: EmulatorContext;
  faults: FaultBook;
  log: RequestLog;
  reset: () => void;
}

/** Everything under `/_emulator/`. */
export function createControls(parts: ControlParts): Hono {
  const { context, reset } = parts;
  const controls = new Hono();
  controls.get("/", (http) => http.html(webPage));
  controls.get("/identity", (http) =>
    http.json({ emulator: "labelcast-graph", nonce: process.env.EMULATOR_NONCE ?? null }),
  );
  controls.post("/reset", (http) => {
    reset();
    return http.json({ success: true });
  });
  controls.post("/seed", async (http) =>
    http.json(describePage(seedPage(context, await readBody(http, seedSchema)))),
  );
  controls.post("/wake", (http) => {
    const wrote = [...context.world.pages.values()].map(
      (page) => [page.id, wakePage(context, page)] as const,
    );
    return http.json({ wrote: Object.fromEntries(wrote) });
  });
  controls.get("/clock", (http) => http.json(context.clock.describe()));
  controls.post("/clock", async (http) => {
    moveClock(context, await readBody(http, clockSchema));
    return http.json(context.clock.describe());
  });
  let watch: ReturnType<typeof watchStalls> | undefined;
  controls.get("/stalls", (http) => http.json((watch ??= watchStalls()).stalls));
  controls.get("/switches", (http) => http.json(describeSwitches(context)));
  controls.post("/switches", async (http) =>
    http.json(setSwitches(context, await readBody(http, switchesSchema))),
  );
  controls.post("/flush", async (http) => {
    const { pageId } = await readBody(http, z.object({ pageId: z.string().optional() }));
    return http.json(await context.webhooks.flush(pageId));
  });
  controls.get("/webhooks", (http) => http.json(context.webhooks.describe()));
  controls.route("/pages", pageControls(context));
  addFaults(controls, parts);
  addReadings(controls, parts);
  controls.all("*", (http) => {
    throw new ControlRefusal(404, `There is no control ${http.req.path}.`);
  });
  return controls;
}

const clockSchema = z.union([
  z.object({ set: z.union([z.number(), z.iso.datetime({ offset: true })]), frozen: z.boolean().optional() }),
  z.object({ advanceMs: z.number() }),
  z.object({ live: z.literal(true) }),
]);

function moveClock({ clock, world }: EmulatorContext, input: z.infer<typeof clockSchema>): void {
  if ("set" in input)
    clock.set(typeof input.set === "number" ? input.set : Date.parse(input.set), input.frozen);
  else if ("advanceMs" in input) clock.advance(input.advanceMs);
  else clock.live();
  world.commit({ type: "clock-set", offsetMs: clock.describe().offsetMs, frozenAt: clock.frozenTime });
}

function addFaults(controls: Hono, { faults }: ControlParts): void {
  controls.get("/faults", (http) => http.json(faults.list()));
  controls.post("/faults", async (http) => http.json(faults.add(await readBody(http, faultSchema))));
  controls.delete("/faults/:id?", (http) => {
    const id = http.req.param("id");
    faults.delete({ id: id === undefined ? undefined : Number(id), pageId: http.req.query("page") });
    return http.json({ success: true });
  });
}

/** What the emulator knows, for tests to compare with. `?page=` names the Page. */
function addReadings(controls: Hono, { context, log }: ControlParts): void {
  const requirePage = (pageId: string | undefined): Page => {
    const page = context.world.pages.get(pageId ?? "");
    if (!page) throw new ControlRefusal(404, `There is no Page ${pageId ?? "(name it: ?page=…)"}.`);
    return page;
  };
  controls.get("/requests", (http) => {
    const { page = null, since = "0", newest } = http.req.query();
    const requests = log.list(page, Number(since) || 0);
    return http.json({
      total: log.total,
      requests: newest === undefined ? requests : requests.slice(-Number(newest)),
    });
  });
  controls.get("/received", (http) => http.json(describeReceived(requirePage(http.req.query("page")))));
  controls.get("/truth", (http) => http.json(describeTruth(requirePage(http.req.query("page")))));
  controls.post("/evaluate", async (http) => {
    const input = await readBody(http, z.object({ pageId: z.string(), labels: z.unknown() }));
    const page = requirePage(input.pageId);
    const selected = selectCustomers(page, readPredicate(page, input.labels));
    const { psids } = page.customers;
    return http.json({
      psids: selected.map((index) => psids[index]),
      unreadable: psids.filter((_, index) => page.customers.hasFlag(index, flag.phoneAccount)),
    });
  });
  controls.get("/pictures/:page/:file", (http) => {
    const picture = drawPicture(
      context.world.pages.get(http.req.param("page")),
      http.req.param("file").replace(".svg", ""),
    );
    return http.body(picture, 200, {
      "Content-Type": "image/svg+xml",
      "Cache-Control": "public, max-age=86400",
    });
  });
}
