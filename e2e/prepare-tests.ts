import { closeDatabase, db } from "../lib/db";
import { demoAccounts } from "../lib/demo-accounts";
import { subscribeToWebhooks } from "../lib/facebook-pages/mutations";

/** Once a run: the people who sign in, and the address for webhooks. */
export async function prepareTests(): Promise<void> {
  for (const { account, email, name } of demoAccounts) {
    await db().user.create({ data: { demoAccount: account, email, name } });
  }
  await subscribeToWebhooks();
  await closeDatabase();
}
