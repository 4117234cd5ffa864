import { expect, test as base } from "@playwright/test";
import { tmpdir } from "node:os";
import { holdAnswers, isCode } from "./hold-answers";
import { startOtherWeb } from "./start-web";

/** A production start of the same build, on the same database and emulator, but not by `npm run demo`. */
const test = base.extend<{ production: string }>({
  production: async ({}, use) => {
    const { url, service } = await startOtherWeb("labelcast-production", tmpdir());
    await use(url);
    await service.stop();
  },
});

test("a production start offers no demo accounts, and refuses them when asked by hand", async ({
  production,
  page,
}) => {
  await page.goto(`${production}/sign-in`);
  await expect(page.getByLabel("Password")).toBeVisible();
  await expect(page.getByRole("button", { name: /Ingrid/ })).toHaveCount(0);

  const { csrfToken } = (await (await page.request.get(`${production}/api/auth/csrf`)).json()) as {
    csrfToken: string;
  };
  const answer = await page.request.post(`${production}/api/auth/callback/demo`, {
    form: { csrfToken, account: "admin", json: "true" },
  });
  expect(answer.status()).toBe(401);
  expect(await (await page.request.get(`${production}/api/auth/session`)).json()).toEqual({});
});

test("a page asked for without a session leads to sign-in", async ({ production, page }) => {
  await page.goto(`${production}/100200300400501/labels`);
  expect(new URL(page.url()).pathname).toBe("/sign-in");
});

test("a password sent before the page is awake stands in no address, and the page can still be used", async ({
  production,
  page,
}) => {
  const code = await holdAnswers(page, isCode);
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.isNavigationRequest()) asked.push(`${request.method()} ${request.url()}`);
  });
  const address = `${production}/sign-in`;
  await page.goto(address, { waitUntil: "commit" });
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("seven quiet harbours");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect.poll(() => asked).toEqual([`GET ${address}`, `POST ${address}`]);
  await code.letCome();
  await expect(async () => {
    await page.getByLabel("E-mail").fill("ada@example.com");
    await page.getByLabel("Password").fill("seven quiet harbours");
    await page.getByRole("button", { name: "Sign in" }).click();
    const answer = page.getByText("No one here has this e-mail with this password.");
    await expect(answer).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
  expect(page.url()).toBe(address);
});
