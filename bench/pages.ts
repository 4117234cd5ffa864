import { chromium, type CDPSession, type Page } from "@playwright/test";
import { encodePredicate } from "../lib/domain/predicate-code";
import { countPredicateNodes, measureDepth, type Predicate } from "../lib/domain/predicate";
import { findBrowser } from "../scripts/launch/browser";
import type { Stack } from "../scripts/launch/stack";
import { round, toMeasured } from "./measure";
import { openDemo, pageId, withProduct } from "./open-product";

const drags = 12;
/** Where the pointer goes in each drag: a few pixels a frame, over many rows. */
const framesADrag = 60;
const pixelsAFrame = 7;

console.log(JSON.stringify({ case: "pages", ...(await withProduct(["--seed", "demo"], run)) }));
process.exit(0);

/** The predicate editor of the built app in Chromium, with as large a predicate as anybody will drag about in. */
async function run(stack: Stack) {
  const { labelIds } = await openDemo(stack);
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: ["--no-sandbox"] });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(`${stack.url}/sign-in`);
    await page.getByRole("button", { name: /Mateus/ }).click();
    await page.waitForURL((url) => /^\/\d+/.test(url.pathname));
    const predicate = makePredicate(labelIds);
    const address = `${stack.url}/${pageId}/segments/new?predicate=${encodePredicate(predicate)}`;
    const nodes = countPredicateNodes(predicate);
    const depth = measureDepth(predicate);
    return { nodes, depth, ...(await measureLoad(page, address)), ...(await measureDrags(page)) };
  } finally {
    await browser.close();
  }
}

/** 200 nodes, ten levels deep: groups in groups, each with labels of its own, a NOT here and there. */
function makePredicate(labelIds: readonly string[]): Predicate {
  let used = 0;
  const label = (): Predicate => ({ op: "LABEL", labelId: labelIds[used++ % labelIds.length]! });
  const nest = (depth: number, width: number): Predicate => ({
    op: depth % 2 === 0 ? "AND" : "OR",
    operands: [
      ...Array.from({ length: width }, label),
      ...(depth < 9 ? [nest(depth + 1, width)] : [label()]),
    ],
  });
  const filled = (): Predicate => ({ op: "OR", operands: Array.from({ length: 9 }, label) });
  const trunk = nest(1, 9);
  const rest = 200 - 1 - countPredicateNodes(trunk);
  const groups = Array.from({ length: Math.floor(rest / 10) }, filled);
  const left = rest - groups.length * 10;
  return { op: "AND", operands: [trunk, ...groups, ...Array.from({ length: left }, label)] };
}

/** All JavaScript that came over the wire, squeezed as it came, until the tree could be used. */
async function measureLoad(page: Page, address: string) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const scripts = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script") scripts.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  await page.goto(address);
  await page.getByRole("treeitem").first().waitFor();
  await page
    .getByRole("treeitem", { name: /people/ })
    .first()
    .waitFor();
  await session.detach();
  return { scriptKilobytes: round(bytes / 1_000), scripts: scripts.size };
}

interface Watch {
  longTasks: number[];
  droppedAt: number;
  countedAt: number;
}

async function measureDrags(page: Page) {
  const session = await page.context().newCDPSession(page);
  // The time of the page's own thread: what other programs take meanwhile is not counted.
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  // The helper with which our compiler keeps the names of functions is not there in the page.
  await page.evaluate("window.__name = (named) => named");
  await page.evaluate(watch);
  const scripting: number[] = [];
  const untilNumbers: number[] = [];
  for (let drag = 0; drag < drags; drag++) {
    const grip = page.getByRole("treeitem", { level: 3 }).nth(2 + (drag % 3));
    await grip.scrollIntoViewIfNeeded();
    const box = (await grip.boundingBox())!;
    const x = box.x + 200;
    await page.mouse.move(x, box.y + 12);
    await page.mouse.down();
    for (let frame = 1; frame <= framesADrag; frame++) {
      const before = await readScriptMs(session);
      const swing = Math.abs(((frame * 2) % (2 * framesADrag)) - framesADrag);
      await page.mouse.move(x + 2, box.y + 12 + (framesADrag - swing) * pixelsAFrame);
      await nextFrame(page);
      scripting.push((await readScriptMs(session)) - before);
    }
    await page.mouse.move(x + 2, box.y + 12 + 3 * 40 + drag);
    await nextFrame(page);
    await page.mouse.up();
    untilNumbers.push(await readDropMs(page));
  }
  const { longTasks } = await page.evaluate(() => (window as unknown as { benchWatch: Watch }).benchWatch);
  return {
    scriptingAFrameMs: toMeasured(scripting),
    longTasks: longTasks.length,
    longestTaskMs: round(Math.max(0, ...longTasks)),
    dropToNumbersMs: toMeasured(untilNumbers),
  };
}

/** In the page: long tasks, the moment of each drop, and the frame in which nothing is being counted any more. */
function watch() {
  const state: Watch = { longTasks: [], droppedAt: 0, countedAt: 0 };
  (window as unknown as { benchWatch: Watch }).benchWatch = state;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) state.longTasks.push(duration);
  }).observe({ type: "longtask" });
  const look = () => {
    const isBusy = document.querySelector('[role="status"][aria-busy="true"]') !== null;
    if (isBusy || performance.now() - state.droppedAt < 5) requestAnimationFrame(look);
    else state.countedAt = performance.now();
  };
  window.addEventListener(
    "mouseup",
    () => {
      state.droppedAt = performance.now();
      state.countedAt = 0;
      // The drop is drawn first, and with it that counting has begun.
      requestAnimationFrame(() => requestAnimationFrame(look));
    },
    true,
  );
}

async function readDropMs(page: Page): Promise<number> {
  const settled = await page.waitForFunction(() => {
    const { droppedAt, countedAt } = (window as unknown as { benchWatch: Watch }).benchWatch;
    return countedAt > droppedAt && droppedAt > 0 ? countedAt - droppedAt : null;
  });
  return (await settled.jsonValue())!;
}

async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
}

async function readScriptMs(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1_000 * (metrics.find(({ name }) => name === "ScriptDuration")?.value ?? 0);
}
