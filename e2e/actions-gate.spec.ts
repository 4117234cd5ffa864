import { readFileSync } from "node:fs";
import { db } from "../lib/db";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

interface ServerAction {
  id: string;
  name: string;
  page: string;
}

/** Every server action of the built product, as Next itself lists them: a new one is tested without being named. */
function listServerActions(): ServerAction[] {
  const manifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8")) as {
    node: Record<string, { exportedName: string; workers: Record<string, unknown> }>;
  };
  return Object.entries(manifest.node).map(([id, { exportedName, workers }]) => ({
    id,
    name: exportedName,
    page: Object.keys(workers)[0]!
      .replace(/^app\/\(\w+\)/, "")
      .replace(/\/page$/, ""),
  }));
}

interface Call {
  action: ServerAction;
  pageId: string;
  cookie?: string;
  origin?: string | null;
}

/** Calls an action as a browser would, over HTTP. @returns the code it refused with, or "accepted" */
async function call({ action, pageId, cookie, origin = process.env.PUBLIC_URL! }: Call): Promise<string> {
  const id = "019a0000-0000-7000-8000-000000000000";
  const path = action.page.replace("[pageId]", pageId).replace(/\[\w+\]/g, id);
  const response = await fetch(`${process.env.PUBLIC_URL!}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: {
      "next-action": action.id,
      "content-type": "text/plain;charset=UTF-8",
      ...(origin === null ? {} : { origin }),
      ...(cookie ? { cookie } : {}),
    },
    body: JSON.stringify([
      { pageId, id, name: "x", labelId: "1", psid: "1", expectedRecipients: 0, predicate: {}, text: "" },
    ]),
  });
  const answer = await response.text();
  return /"code":"([a-z-]+)"/.exec(answer)?.[1] ?? `accepted (${response.status})`;
}

const actions = listServerActions();

test("there are server actions to be refused", () => {
  expect(actions.map(({ name }) => name)).toContain("startBroadcastAction");
});

test("every server action refuses who is not signed in", async ({ facebook }) => {
  for (const action of actions) {
    expect.soft(await call({ action, pageId: facebook.pageId }), action.name).toBe("signed-out");
  }
});

test("every server action refuses a request that does not say where it comes from", async ({
  person,
  facebook,
  context,
}) => {
  await person.signIn("admin");
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const action of actions) {
    expect
      .soft(await call({ action, pageId: facebook.pageId, cookie, origin: null }), action.name)
      .toBe("origin-refused");
  }
});

test("every server action refuses a Page that the person is no member of", async ({
  person,
  facebook,
  context,
}) => {
  const other = await emulator.seed({ name: "Somebody else’s", customers: 1, labels: ["A"] });
  await db().page.create({
    data: { id: other.pageId, name: other.name, profile: "current", tokenSealed: "" },
  });
  await person.signIn("admin");
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  for (const action of actions) {
    expect.soft(await call({ action, pageId: other.pageId, cookie }), action.name).toBe("page-unknown");
  }
  expect(facebook.pageId).not.toBe(other.pageId);
  await db().page.delete({ where: { id: other.pageId } });
});

test("a support lead’s session is refused whatever only others may do", async ({
  person,
  facebook,
  context,
}) => {
  await person.signIn("support-lead");
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  // Labels of one customer are theirs to change, an opt-out to write down, a lead to leave to others; all else is not.
  const own = new Set(["assignLabelAction", "removeLabelAction", "optOutAction", "releaseLeadAction"]);
  // Which labels these are about decides: only the lead stages are theirs in bulk, which lib/bulk-changes tests.
  const inBulk = /^(startBulkChange|(pause|resume|cancel|undo)Job|retryFailed)Action$/;
  for (const action of actions) {
    const code = await call({ action, pageId: facebook.pageId, cookie });
    // Answers to one customer and what is done with leads are theirs too, and of a change that is taken back its own kind
    // decides: refused here for what was asked.
    const isOwn =
      /^(sendDirect|swapStage|claimLead|assignLead|undoActivity)Action$/.test(action.name) ||
      inBulk.test(action.name);
    if (isOwn) expect.soft(code, action.name).toBe("input-wrong");
    else if (own.has(action.name)) expect.soft(code, action.name).toMatch(/^(label|customer)-unknown$/);
    else expect.soft(code, action.name).toBe("forbidden");
  }
});

test("a person who was removed from the Page is refused with the session they still have", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await db().membership.deleteMany({ where: { pageId: facebook.pageId, user: { demoAccount: "marketer" } } });
  const answer = await page.request.get(`${process.env.PUBLIC_URL!}/api/pages/${facebook.pageId}/labels`);
  expect(answer.status()).toBe(404);
});
