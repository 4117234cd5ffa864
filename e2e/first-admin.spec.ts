import { tmpdir } from "node:os";
import { join } from "node:path";
import { mkdtemp } from "node:fs/promises";
import { expect, test as base, type Page } from "@playwright/test";
import pg from "pg";
import { migrate } from "../prisma/migrate";
import { startService, tsProgram } from "../scripts/launch/processes";
import { emulator, type EmulatedPage } from "./emulator";
import { startOtherWeb } from "./start-web";

interface Installation {
  url: string;
  /** What the server printed, which only its owner sees. */
  code: string;
  facebook: EmulatedPage;
}

/** An empty installation: a database of its own, the built web app and a worker, on the run's emulator. */
const test = base.extend<{ installation: Installation }>({
  installation: async ({}, use) => {
    const name = `first_admin_${Date.now().toString(36)}`;
    const server = new pg.Client({ connectionString: process.env.DATABASE_URL });
    await server.connect();
    await server.query(`CREATE DATABASE ${name}`);
    const databaseUrl = new URL(process.env.DATABASE_URL!);
    databaseUrl.pathname = `/${name}`;
    await migrate(databaseUrl.toString());
    const folder = await mkdtemp(join(tmpdir(), "labelcast-first-"));
    const { url, env, service } = await startOtherWeb("web", folder, {
      DATABASE_URL: databaseUrl.toString(),
      DATA_DIR: folder,
    });
    const worker = startService("worker", tsProgram("lib/jobs/worker.ts"), {
      env,
      logFile: join(folder, "worker.log"),
    });
    const code = "ABCD-EFGH-JKMN";
    const client = new pg.Client({ connectionString: databaseUrl.toString() });
    await client.connect();
    await client.query(
      "INSERT INTO setup_code (code_hash) VALUES (encode(sha256(convert_to($1, 'UTF8')), 'hex'))",
      [code.replaceAll("-", "")],
    );
    await client.end();
    const facebook = await emulator.seed({
      name: `Tea House ${name}`,
      customers: 40,
      labels: ["Regular", "Lead Complete"],
    });
    await use({ url, code, facebook });
    await worker.stop();
    await service.stop();
    await server.query(`DROP DATABASE ${name} WITH (FORCE)`);
    await server.end();
  },
});

// Each starts an installation first, and imports a Page.
test.setTimeout(240_000);

async function becomeAdmin(page: Page, { url, code }: Installation): Promise<void> {
  await page.goto(url);
  await page.getByLabel("One-time code").fill(code);
  await page.getByLabel("Your name").fill("Ada Okafor");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("seven quiet harbours");
  await page.getByRole("button", { name: "Become the first admin" }).click();
  await expect(page.getByRole("heading", { name: "Connect a Page" })).toBeVisible();
  // What is there before the scripts run cannot be pressed yet.
  await page.waitForLoadState("load");
}

test("whoever has the printed code becomes the first admin, once, and slips are shown at their field", async ({
  installation,
  page,
  browser,
}) => {
  const { url, code } = installation;
  await page.goto(`${url}/100200300400501/labels`);
  await expect(page.getByRole("heading", { name: "Set up Labelcast" })).toBeVisible();
  await page.getByLabel("One-time code").fill("AAAA-AAAA-AAAA");
  await page.getByLabel("Your name").fill("Ada Okafor");
  await page.getByLabel("E-mail").fill("ada@example.com");
  await page.getByLabel("Password").fill("short");
  const submit = page.getByRole("button", { name: "Become the first admin" });
  await submit.click();
  await expect(page.getByLabel("Password")).toHaveAccessibleDescription(/at least 12 characters/);
  await page.getByLabel("Password").fill("seven quiet harbours");
  await submit.click();
  await expect(page.getByLabel("One-time code")).toHaveAccessibleDescription(/not the code/);
  await expect(page.getByLabel("Your name")).toHaveValue("Ada Okafor");
  await page.getByLabel("One-time code").fill(code.toLowerCase());
  await submit.click();
  await expect(page.getByRole("heading", { name: "Connect a Page" })).toBeVisible();

  const stranger = await browser.newPage();
  await stranger.goto(`${url}/setup`);
  await expect(stranger.getByRole("heading", { name: "Labelcast" })).toBeVisible();
  await stranger.getByLabel("E-mail").fill("ada@example.com");
  await stranger.getByLabel("Password").fill("seven quiet harbors");
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await expect(stranger.getByText("No one here has this e-mail with this password.")).toBeVisible();
  await stranger.getByLabel("Password").fill("seven quiet harbours");
  await stranger.getByRole("button", { name: "Sign in" }).click();
  await expect(stranger.getByRole("heading", { name: "Connect a Page" })).toBeVisible();
  await stranger.close();
});

test("an admin connects a Page through Facebook Login, sees what lacks, and the Page is imported", async ({
  installation,
  page,
}) => {
  const { facebook } = installation;
  await emulator.setSwitches(facebook.pageId, { contactTermsAccepted: false });
  await becomeAdmin(page, installation);
  await page.getByRole("button", { name: "Continue with Facebook" }).click();
  await page.getByRole("button", { name: /^Continue as/ }).click();
  await page.getByRole("listitem").filter({ hasText: facebook.pageId }).getByRole("link").click();
  const terms = page.getByRole("listitem").filter({ hasText: "Page Contact Terms" });
  await expect(terms.getByRole("img", { name: "Missing" })).toBeVisible();
  await expect(terms.getByRole("link", { name: "Open the terms" })).toHaveAttribute(
    "href",
    `https://www.facebook.com/${facebook.pageId}/inbox/page_contact_tos/`,
  );
  await emulator.setSwitches(facebook.pageId, { contactTermsAccepted: true });
  await page.getByRole("button", { name: "Look again" }).click();
  await expect(page.getByText("Everything is there.")).toBeVisible();
  await page.getByRole("button", { name: `Connect ${facebook.name}` }).click();
  await expect(page.getByRole("heading", { name: "Customers", exact: true })).toBeVisible();
  await expect(page.getByText(/In step/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("row", { name: /./ }).nth(20)).toBeVisible();
  await expect(page.getByRole("status").filter({ hasText: /^40/ })).toBeVisible();
});

test("a pasted token is checked first, another’s slip is named, and a colleague joins by a link that works once", async ({
  installation,
  page,
  browser,
}) => {
  const { url, facebook } = installation;
  await becomeAdmin(page, installation);
  const field = page.getByLabel("Token");
  await field.fill("no-such-token");
  await page.getByRole("button", { name: "Check the token" }).click();
  await expect(field).toHaveAccessibleDescription(/does not know this token/);
  await field.fill(facebook.token);
  await page.getByRole("button", { name: "Check the token" }).click();
  await page.getByRole("button", { name: `Connect ${facebook.name}` }).click();
  await expect(page.getByRole("heading", { name: "Customers", exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(facebook.token);

  await page.goto(`${url}/${facebook.pageId}/settings/people`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  await page.getByRole("radio", { name: "Support lead" }).click();
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByLabel("Invitation link").inputValue();
  await page.getByRole("button", { name: "Done" }).click();

  const colleague = await browser.newPage();
  await colleague.goto(link);
  await colleague.getByLabel("Your name").fill("Bo Lindqvist");
  await colleague.getByLabel("E-mail").fill("bo@example.com");
  await colleague.getByLabel("Password").fill("a lamp in the window");
  await colleague.getByRole("button", { name: "Join" }).click();
  await expect(colleague.getByRole("heading", { name: "Leads", exact: true })).toBeVisible();
  await colleague.goto(link);
  await expect(colleague.getByRole("heading", { name: /no longer good/ })).toBeVisible();

  await expect(page.getByRole("row", { name: /Bo Lindqvist/ })).toBeVisible();
  await page.getByRole("button", { name: "Remove Ada Okafor" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText(/last admin/)).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove Bo Lindqvist" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  // Behind the open dialog no row can be seen at all: what is said tells when it is done.
  await expect(page.getByText("Bo Lindqvist is no longer a member.")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row", { name: /Bo Lindqvist/ })).toHaveCount(0);
  const answer = await colleague.request.get(`${url}/api/pages/${facebook.pageId}/labels`);
  expect(answer.status()).toBe(404);
  await colleague.close();
});

test("a disconnected Page is out of reach at once, and everything known of it is deleted", async ({
  installation,
  page,
}) => {
  const { url, facebook } = installation;
  await becomeAdmin(page, installation);
  await page.getByLabel("Token").fill(facebook.token);
  await page.getByRole("button", { name: "Check the token" }).click();
  await page.getByRole("button", { name: `Connect ${facebook.name}` }).click();
  await expect(page.getByText(/In step/)).toBeVisible({ timeout: 60_000 });
  await page.goto(`${url}/${facebook.pageId}/settings`);
  await expect(page.getByText("Facebook tells Labelcast of every change.")).toBeVisible();
  await page.getByRole("button", { name: "Disconnect" }).click();
  const field = page.getByLabel(/to go on/);
  await field.fill("Tea");
  await page.getByRole("button", { name: "Disconnect and delete" }).click();
  await expect(field).toHaveAccessibleDescription(/exactly as it stands/);
  await field.fill(facebook.name);
  await page.getByRole("button", { name: "Disconnect and delete" }).click();
  await expect(page.getByRole("heading", { name: "Connect a Page" })).toBeVisible();
  const answer = await page.request.get(`${url}/api/pages/${facebook.pageId}/customers`);
  expect(answer.status()).toBe(404);
  // Deleted to the end: it can be connected again, as if it never had been.
  await expect(async () => {
    await page.goto(`${url}/connect`);
    await page.getByLabel("Token").fill(facebook.token);
    await page.getByRole("button", { name: "Check the token" }).click();
    await page.getByRole("button", { name: `Connect ${facebook.name}` }).click();
    await expect(page.getByText(/In step/)).toBeVisible({ timeout: 30_000 });
  }).toPass({ timeout: 150_000 });
});
