import { expect, test as base } from "@playwright/test";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "../scripts/launch/free-port";
import { startService, waitForAnswer } from "../scripts/launch/processes";

/** A production start of the same build, on the same database and emulator, but not by `npm run demo`. */
const test = base.extend<{ production: string }>({
  production: async ({}, use) => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const next = join("node_modules", "next", "dist", "bin", "next");
    const service = startService(
      "production",
      [next, "start", "--hostname", "127.0.0.1", "--port", String(port)],
      {
        env: { NODE_ENV: "production", DEMO_NONCE: "", PUBLIC_URL: url, NEXTAUTH_URL: url },
        logFile: join(tmpdir(), `labelcast-production-${port}.log`),
      },
    );
    await waitForAnswer(`${url}/api/health`, service, 90_000);
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
