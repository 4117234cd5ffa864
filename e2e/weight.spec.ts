import type { Page } from "@playwright/test";
import { encodePredicate } from "../lib/domain/predicate-code";
import { expect, test } from "./fixtures";

/** In bytes as they come over the wire. */
const scriptBytesMax = 250_000;

test("the predicate editor can be used after at most 250 kB of JavaScript", async ({ person, page }) => {
  await person.signIn("marketer");
  const operands = ["California", "Churned"].map(
    (name) => ({ op: "LABEL", labelId: person.labelId(name) }) as const,
  );
  const weigh = await weighScripts(page);
  await person.open(`/segments/new?predicate=${encodePredicate({ op: "AND", operands })}`);
  await expect(person.block(/people/)).toBeVisible();
  expect(weigh()).toBeGreaterThan(0);
  expect(weigh()).toBeLessThan(scriptBytesMax);
});

/** What all scripts together have weighed since, nothing taken from the cache. */
async function weighScripts(page: Page): Promise<() => number> {
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
  return () => bytes;
}
