import AxeBuilder from "@axe-core/playwright";
import { emulator, type EmulatedPage } from "./emulator";
import { expect, test } from "./fixtures";
import { holdAnswers, isDeed } from "./hold-answers";
import type { Steps } from "./steps";

test.use({
  start: {
    customers: 40,
    labels: ["Lead Complete", "Lead in Progress", "Lead Disqualified", "Lead Incomplete", "Regular"],
    profile: "current",
  },
});

test("a support lead sees a new lead at once, answers, and moves it on with one key, on Facebook too", async ({
  person,
  facebook,
  page,
}) => {
  const complete = person.labelId("Lead Complete");
  const inProgress = person.labelId("Lead in Progress");
  const { psid } = await emulator.newCustomer(facebook.pageId, "Nadia Haddad", "I filled in your form");
  await person.signIn("support-lead");
  await expect(page.getByRole("heading", { name: "Leads", exact: true })).toBeVisible();
  await person.openLive("/leads");
  await emulator.agentLabels(facebook.pageId, psid, complete, "add");
  const line = page
    .getByRole("list", { name: /Leads of this stage/ })
    .getByRole("button")
    .first();
  await expect(line).toContainText("Nadia Haddad");
  await expect(line).toContainText("just now");

  await page.keyboard.press("j");
  const desk = page.getByRole("article", { name: "Lead" });
  await expect(desk.getByRole("heading", { name: "Nadia Haddad" })).toBeVisible();
  await expect(desk.getByText("I filled in your form")).toBeVisible();
  await desk.getByRole("textbox").fill("Thank you! When shall we call?");
  await desk.getByRole("button", { name: "Send" }).click();
  await expect
    .poll(async () => {
      const received = await emulator.received(facebook.pageId);
      return received.find((one) => one.psid === psid)?.messages.map(({ text }) => text);
    })
    .toEqual(["Thank you! When shall we call?"]);

  await desk.getByRole("heading", { name: "Nadia Haddad" }).click();
  await page.keyboard.press("2");
  const moved = page.getByText(/Nadia Haddad\W* is now In progress\./);
  await expect(moved).toBeVisible();
  // News under the pointer stays as long as somebody reads.
  await moved.hover();
  expect(await emulator.labelsOf(facebook.pageId, psid)).toEqual(expect.arrayContaining([inProgress]));
  expect(await emulator.labelsOf(facebook.pageId, psid)).not.toContain(complete);
  await expect(line).not.toContainText("Nadia Haddad");

  await page.getByRole("button", { name: "Undo" }).click();
  await expect.poll(() => emulator.labelsOf(facebook.pageId, psid)).toContain(complete);
  await expect.poll(() => emulator.labelsOf(facebook.pageId, psid)).not.toContain(inProgress);
  await expect(line).toContainText("Nadia Haddad");
});

test("a marketer reads leads and cannot move them; a number typed into a message moves nothing", async ({
  person,
  facebook,
  page,
}) => {
  const { customers } = await emulator.truth(facebook.pageId);
  const complete = person.labelId("Lead Complete");
  const { psid } = customers.find(
    ({ labelIds, labelsReadable }) => labelsReadable && labelIds.includes(complete),
  )!;
  await person.signIn("marketer");
  await person.openLive(`/leads?lead=${psid}`);
  await expect(page.getByText("Support leads and admins work on leads.")).toBeVisible();
  const deeds: string[] = [];
  page.on("request", (request) => {
    if (request.headers()["next-action"] !== undefined) deeds.push(request.url());
  });
  await page.keyboard.press("2");
  await person.drawAnew();
  expect(deeds).toEqual([]);
  await person.signIn("support-lead");
  await person.openLive(`/leads?lead=${psid}`);
  await page.getByRole("article", { name: "Lead" }).getByRole("textbox").pressSequentially("2 or 3?");
  await expect(page.getByRole("article", { name: "Lead" }).getByRole("textbox")).toHaveValue("2 or 3?");
  await person.drawAnew();
  expect(deeds).toEqual([]);
  expect(await emulator.labelsOf(facebook.pageId, psid)).toContain(complete);
});

test("a lead is taken before it is answered: a colleague sees who has it and cannot write until it is taken over", async ({
  person,
  facebook,
  page,
}) => {
  const { psid } = await emulator.newLead(facebook.pageId, "Nadia Haddad", person.labelId("Lead Complete"));
  await person.signIn("admin");
  await person.open("/settings/sending");
  await page.getByLabel(/^Answer complete leads within/).fill("45");
  await page.getByRole("button", { name: "Save target" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await person.open(`/leads?lead=${psid}`);
  const desk = page.getByRole("article", { name: "Lead" });
  await desk.getByRole("button", { name: "Take it" }).click();
  await expect(desk.getByText("You are on it.")).toBeVisible();
  await page.getByRole("button", { name: "Stages over time" }).click();
  await expect(page.getByRole("row", { name: /^Complete/ })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await person.signIn("support-lead");
  await person.open(`/customers/${psid}`);
  await expect(page.getByText("Ingrid Solheim answers this person.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send" })).toHaveCount(0);
  await person.open(`/leads?lead=${psid}`);
  await expect(desk.getByText("Ingrid Solheim is on it.")).toBeVisible();
  await expect(desk.getByRole("button", { name: "Send" })).toHaveCount(0);
  await desk.getByRole("button", { name: "Take it over" }).click();
  await expect(desk.getByRole("button", { name: "Send" })).toBeVisible();
});

/** A support lead at the desk, with these among the complete leads. */
async function openDeskWith(names: readonly string[], person: Steps, { pageId }: EmulatedPage) {
  for (const name of names) {
    await emulator.newLead(pageId, name, person.labelId("Lead Complete"));
    await emulator.flush(pageId);
  }
  await person.signIn("support-lead");
  await person.openLive("/leads");
  return {
    lines: person.page.getByRole("list", { name: /Leads of this stage/ }).getByRole("button"),
    desk: person.page.getByRole("article", { name: "Lead" }),
  };
}

test("whoever turns to another lead before a move is answered stays with it, and what they write stays", async ({
  person,
  facebook,
  page,
}) => {
  const { lines, desk } = await openDeskWith(["Cleo Marsh", "Bela Novak", "Ada Quist"], person, facebook);
  await lines.filter({ hasText: "Ada Quist" }).click();
  await expect(desk.getByRole("heading", { name: "Ada Quist" })).toBeVisible();
  const move = await holdAnswers(page, isDeed);
  await page.keyboard.press("2");
  await move.answered;
  await lines.filter({ hasText: "Cleo Marsh" }).click();
  await expect(desk.getByRole("heading", { name: "Cleo Marsh" })).toBeVisible();
  await desk.getByRole("textbox").fill("Thank you, Cleo!");
  await move.letCome();
  await expect(page.getByText(/Ada Quist\W* is now In progress\./)).toBeVisible();
  await person.drawAnew();
  await expect(desk.getByRole("heading", { name: "Cleo Marsh" })).toBeVisible();
  await expect(desk.getByRole("textbox")).toHaveValue("Thank you, Cleo!");
});

test("after a move comes whoever stood below at the press, also when the list knows of it before the answer", async ({
  person,
  facebook,
  page,
}) => {
  const names = ["Cleo Marsh", "Bela Novak", "Ada Quist"];
  const { lines, desk } = await openDeskWith(names, person, facebook);
  for (const name of names) await expect(lines.filter({ hasText: name })).toHaveCount(1);
  // Leads of one second stand in any order, but stay in it.
  const inOrder = (await lines.allInnerTexts()).flatMap(
    (text) => names.find((name) => text.includes(name)) ?? [],
  );
  const [, moved, below] = inOrder as [string, string, string];
  await lines.nth(1).click();
  await expect(desk.getByRole("heading", { name: moved })).toBeVisible();
  const move = await holdAnswers(page, isDeed);
  await page.keyboard.press("2");
  await move.answered;
  await expect(lines.filter({ hasText: moved })).toHaveCount(0);
  await expect(desk.getByText("Not at this stage any more")).toBeVisible();
  await move.letCome();
  await expect(desk.getByRole("heading", { name: below })).toBeVisible();
});

test("who is on a lead is known before the list of leads is read", async ({ person, facebook, page }) => {
  const { psid } = await emulator.newLead(facebook.pageId, "Nadia Haddad", person.labelId("Lead Complete"));
  await person.signIn("admin");
  await person.open(`/leads?lead=${psid}`);
  const desk = page.getByRole("article", { name: "Lead" });
  await desk.getByRole("button", { name: "Take it" }).click();
  await expect(desk.getByText("You are on it.")).toBeVisible();
  await person.signIn("support-lead");
  const list = await holdAnswers(page, (request) => /\/api\/pages\/\d+\/leads\?/.test(request.url()));
  await person.open(`/leads?lead=${psid}`);
  await expect(desk.getByText("Ingrid Solheim is on it.")).toBeVisible();
  await list.letCome();
  await expect(page.getByRole("list", { name: /Leads of this stage/ })).toBeVisible();
});
