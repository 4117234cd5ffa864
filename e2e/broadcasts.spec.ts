import { db } from "../lib/db";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("a marketer writes a message with buttons for one label, leaves somebody out, and sees each step’s people", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/broadcasts/new");
  await page.getByLabel("Name", { exact: true }).fill("Menu");
  await page.getByRole("radio", { name: "One label" }).click();
  await page.getByRole("button", { name: "Choose a label" }).click();
  await page.getByRole("option", { name: /California/ }).click();
  await page.getByRole("radio", { name: "Buttons" }).click();
  await page.getByLabel("Message", { exact: true }).fill("The new menu is here, {first_name|there}");
  await page.getByLabel("Title").fill("See it");
  await page.getByLabel("Address").fill("nowhere");
  await expect(page.getByText(/is a web address that begins with/)).toBeVisible();
  await page.getByLabel("Address").fill("https://example.com/menu");
  await expect(page.getByRole("figure", { name: "Preview in Messenger" })).toContainText("See it");
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  const send = page.getByRole("button", { name: /^Send to \d/ });
  await expect(send).toBeVisible();
  const count = Number(/\d+/.exec(await send.innerText())![0]);
  await page.getByRole("button", { name: String(count), exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(Math.min(50, count));
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();
  // A step that there is not has nobody, never the people of another.
  const path = new URL(page.url()).pathname.replace("/review", "/fallen");
  const answer = await page.request.get(`${process.env.PUBLIC_URL!}/api/pages${path}?step=none-such`);
  expect(answer.status()).toBe(400);
  await send.click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  const wanted = await emulator.evaluate(facebook.pageId, {
    operator: "OR",
    values: [person.labelId("California")],
  });
  const received = await emulator.received(facebook.pageId);
  expect(received.map(({ psid }) => psid).sort()).toEqual([...wanted.psids].sort());
});

test("a retired tag is shown with its date and what to use instead, and cannot be chosen", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/broadcasts/new");
  const tag = page.getByRole("radio", { name: /Account update/ });
  await expect(tag).toBeDisabled();
  await expect(page.getByText(/ended this tag on .*2026.*utility template/).first()).toBeVisible();
});

test("an admin sets quiet hours and a cap, and a mistake is told at its field", async ({ person, page }) => {
  await person.signIn("admin");
  await person.open("/settings/sending");
  await page.getByLabel("Time zone of the Page").fill("Mars/Olympus");
  await page.getByLabel("Time zone of the Page").blur();
  await expect(page.getByText(/There is no such time zone/)).toBeVisible();
  await page.getByLabel("Time zone of the Page").fill("Europe/Lisbon");
  await page.getByLabel("From").fill("22:00");
  await page.getByLabel("Until").fill("08:00");
  await page.getByLabel("Broadcasts to one customer").fill("3");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("From")).toHaveValue("22:00");
  await expect(page.getByLabel("Broadcasts to one customer")).toHaveValue("3");
});

test("a support lead answers one customer; a marketer sees it and has nothing to send with", async ({
  person,
  facebook,
  page,
}) => {
  const [customer] = (
    await emulator.evaluate(facebook.pageId, { operator: "OR", values: [person.labelId("California")] })
  ).psids;
  await person.signIn("support-lead");
  await person.open(`/customers/${customer}`);
  await page.getByLabel("Your message").fill("We are open until six.");
  await page.getByRole("button", { name: "Send" }).click();
  const list = page.getByRole("list", { name: "What was written from here, newest first" });
  await expect(list).toContainText("We are open until six.");
  await expect(list.getByText(/^(sent|delivered|read)$/)).toBeVisible();
  const received = await emulator.received(facebook.pageId);
  expect(received.map(({ psid }) => psid)).toEqual([customer]);

  await person.signIn("marketer");
  await person.open(`/customers/${customer}`);
  await expect(list).toContainText("We are open until six.");
  await expect(page.getByText("Your role may look here.", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Your message")).toBeHidden();
  await expect(page.getByRole("button", { name: "Send" })).toBeHidden();
});

test("where the window is closed a support lead sends one customer the survey, which its tag still allows", async ({
  person,
  facebook,
  page,
}) => {
  const { customers } = await emulator.truth(facebook.pageId);
  const { psid } = customers[0]!;
  const at = new Date(Date.now() - 30 * 3_600_000);
  await db().customer.update({
    where: { pageId_psid: { pageId: facebook.pageId, psid } },
    data: { windowOpenedAt: at, lastMessageAt: at },
  });
  await person.signIn("support-lead");
  await person.open(`/customers/${psid}`);
  await page.getByRole("radio", { name: /^Customer feedback/ }).click();
  await page.getByLabel("Title", { exact: true }).fill("How did we do?");
  await page.getByLabel("The address of your privacy policy").fill("https://example.com/privacy");
  await page.getByLabel(/an allowed use of the tag/).check();
  await page.getByRole("button", { name: "Send", exact: true }).click();
  const list = page.getByRole("list", { name: "What was written from here, newest first" });
  await expect(list).toContainText("How did we do?");
  await expect(list.getByText(/^(sent|delivered|read)$/)).toBeVisible();
  const received = await emulator.received(facebook.pageId);
  expect(received.map((one) => [one.psid, one.messages.length])).toEqual([[psid, 1]]);
});
