import { test as base, expect } from "@playwright/test";
import { db } from "../lib/db";
import { demoAccounts } from "../lib/demo-accounts";
import { connectPage } from "../lib/facebook-pages/mutations";
import { emulator, type EmulatedPage } from "./emulator";
import { Steps } from "./steps";

interface Fixtures {
  /** How the test's own Page begins: `test.use({ start: { customers: 40 } })`. */
  start: { customers: number; labels: string[]; profile: "current" | "legacy"; hasOddAccounts?: boolean };
  /** A Page of this test alone, on Facebook (the emulator) and, connected and imported, in the product. */
  facebook: EmulatedPage;
  /** What a person does, in a dozen verbs. */
  person: Steps;
}

export const test = base.extend<Fixtures>({
  start: [
    {
      customers: 60,
      labels: ["California", "Under 25", "Over 50", "Churned", "Lead Complete"],
      profile: "current",
    },
    { option: true },
  ],
  facebook: async ({ start }, use, info) => {
    const page = await emulator.seed({ name: `Page of ${info.title}`.slice(0, 60), ...start });
    await connect(page, start.profile);
    // It stays: jobs may still be at work on it, and the whole database goes at the end of the run.
    await use(page);
  },
  person: async ({ page, facebook, baseURL: _ }, use) => {
    await use(new Steps(page, facebook));
  },
});

export { expect };

/** By the code that an admin's click runs; then waits until the worker has imported everybody. */
async function connect({ pageId, name, token }: EmulatedPage, profile: "current" | "legacy"): Promise<void> {
  const users = await db().user.findMany({ where: { demoAccount: { not: null } } });
  const admin = users.find(({ demoAccount }) => demoAccount === "admin")!;
  await connectPage({ id: pageId, name, profile, token }, admin.id);
  for (const { account, role } of demoAccounts) {
    const user = users.find(({ demoAccount }) => demoAccount === account)!;
    const key = { userId: user.id, pageId };
    await db().membership.upsert({
      where: { userId_pageId: key },
      create: { ...key, role },
      update: { role },
    });
  }
  await expect
    .poll(async () => (await db().page.findUnique({ where: { id: pageId } }))?.importedAt ?? null, {
      timeout: 60_000,
    })
    .not.toBeNull();
}
