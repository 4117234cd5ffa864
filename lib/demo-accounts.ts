import { db } from "./db";
import { env } from "./env";
import type { Role } from "./domain/permissions";

export interface DemoAccount {
  account: string;
  name: string;
  email: string;
  role: Role;
}

/** The people of the demo. `npm run demo` makes them; nothing else does. */
export const demoAccounts: readonly DemoAccount[] = [
  { account: "admin", name: "Ingrid Solheim", email: "ingrid@demo.labelcast.example", role: "admin" },
  { account: "marketer", name: "Mateus Ferreira", email: "mateus@demo.labelcast.example", role: "marketer" },
  {
    account: "support-lead",
    name: "Aiko Tanaka",
    email: "aiko@demo.labelcast.example",
    role: "support-lead",
  },
];

/** The accounts that can be signed in with one click: none outside the demo. */
export async function listDemoAccounts(): Promise<readonly DemoAccount[]> {
  return (await isDemo()) ? demoAccounts : [];
}

/** The user of a demo account, or null: for an unknown account, and for every account outside the demo. */
export async function findDemoUser(account: string) {
  if (!(await isDemo())) return null;
  return db().user.findUnique({
    where: { demoAccount: account },
    select: { id: true, name: true, sessionVersion: true },
  });
}

/**
 * Whether `npm run demo` started this process AND the Graph is the emulator that it started: the emulator must
 * tell the one-time number that both were given. A production start has no such number, and Meta's Graph could
 * not tell it.
 */
async function isDemo(): Promise<boolean> {
  const nonce = env().DEMO_NONCE;
  if (!nonce) return false;
  try {
    const response = await fetch(new URL("/_emulator/identity", env().GRAPH_API_URL), {
      signal: AbortSignal.timeout(3_000),
      cache: "no-store",
    });
    const identity = (await response.json()) as { nonce?: unknown };
    return response.ok && identity.nonce === nonce;
  } catch {
    return false;
  }
}
