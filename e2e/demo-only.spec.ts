import { expect, test as base } from "@playwright/test";
import { tmpdir } from "node:os";
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
