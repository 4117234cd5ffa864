import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

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
  await expect(page.getByText(/Nadia Haddad\W* is now In progress\./)).toBeVisible();
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
  await person.open(`/leads?lead=${psid}`);
  await expect(page.getByText("Support leads and admins work on leads.")).toBeVisible();
  await page.keyboard.press("2");
  await page.context().clearCookies();
  await person.signIn("support-lead");
  await person.open(`/leads?lead=${psid}`);
  await page.getByRole("article", { name: "Lead" }).getByRole("textbox").pressSequentially("2 or 3?");
  await expect(page.getByRole("article", { name: "Lead" }).getByRole("textbox")).toHaveValue("2 or 3?");
  expect(await emulator.labelsOf(facebook.pageId, psid)).toContain(complete);
});
