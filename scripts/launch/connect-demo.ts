import { closeDatabase, db } from "../../lib/db";
import { demoAccounts } from "../../lib/demo-accounts";
import { connectPage, subscribeToWebhooks } from "../../lib/facebook-pages/mutations";

/** The Pages of the emulator's demo seed; see its README. */
const demoPages = [
  { id: "100200300400501", name: "Northwind Coffee", profile: "current", token: "page-token-northwind" },
  { id: "100200300400502", name: "Harbor Books", profile: "legacy", token: "page-token-harbor" },
] as const;

/**
 * Makes the demo's people and connects its Pages by the same code that an admin's click runs: the tokens are
 * sealed, webhooks subscribed (with Meta's handshake, so the web app must answer), the first import started.
 * Safe to run at every start.
 */
export async function connectDemo(): Promise<void> {
  const users = await Promise.all(
    demoAccounts.map(({ account, email, name }) =>
      db().user.upsert({
        where: { demoAccount: account },
        create: { demoAccount: account, email, name },
        update: {},
      }),
    ),
  );
  await subscribeToWebhooks();
  for (const page of demoPages) {
    await connectPage(page, users[0]!.id);
    for (const [index, { role }] of demoAccounts.entries()) {
      const membership = { userId: users[index]!.id, pageId: page.id };
      await db().membership.upsert({
        where: { userId_pageId: membership },
        create: { ...membership, role },
        update: {},
      });
    }
  }
  await closeDatabase();
}
