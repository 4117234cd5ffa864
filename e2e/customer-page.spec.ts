import { emulator } from "./emulator";
import { expect, test } from "./fixtures";
import { holdAnswers, isDeed } from "./hold-answers";

test("from the list to one customer: their labels, who put them on, and what was said", async ({
  person,
  facebook,
  page,
}) => {
  const { customers } = await emulator.truth(facebook.pageId);
  const churned = person.labelId("Churned");
  const customer = customers.find(
    ({ labelIds, labelsReadable }) => labelsReadable && labelIds.length > 0 && !labelIds.includes(churned),
  )!;
  await emulator.writes(facebook.pageId, customer.psid, "<b>Do you ship to Porto?</b>");
  await person.signIn("support-lead");
  await person.open(`/customers?search=${customer.psid}`);
  await page.getByRole("link", { name: customer.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(customer.name);
  await expect(page.getByText("<b>Do you ship to Porto?</b>")).toBeVisible();
  const labels = page.getByRole("region", { name: "Labels" });
  await expect(labels.getByText("Before the import").first()).toBeVisible();
  await labels.getByRole("button", { name: "Change labels" }).click();
  await page.getByRole("option", { name: /^Churned/ }).click();
  await page.keyboard.press("Escape");
  await expect(labels.getByRole("listitem").filter({ hasText: "Churned" })).toContainText("Aiko");
  await expect.poll(() => emulator.labelsOf(facebook.pageId, customer.psid)).toContain(churned);
});

test("a new message shows in the open conversation by itself", async ({ person, facebook, page }) => {
  const customer = (await emulator.truth(facebook.pageId)).customers[0]!;
  await person.signIn("support-lead");
  await person.openLive(`/customers/${customer.psid}`);
  await emulator.writes(facebook.pageId, customer.psid, "Are you open on Sunday?");
  await expect(page.getByText("Are you open on Sunday?")).toBeVisible();
});

test("when Facebook does not answer, the conversation says so and the rest of the customer stays", async ({
  person,
  facebook,
  page,
}) => {
  const customer = (await emulator.truth(facebook.pageId)).customers[0]!;
  await emulator.addFault({
    pageId: facebook.pageId,
    kind: "error",
    path: "conversations",
    error: { code: 190 },
  });
  await person.signIn("marketer");
  await person.open(`/customers/${customer.psid}`);
  await expect(page.getByRole("alert").filter({ hasText: "could not be read" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Labels" })).toBeVisible();
});

test("what is written while a message is on its way stays, and the message goes out once", async ({
  person,
  facebook,
  page,
}) => {
  const customer = (await emulator.truth(facebook.pageId)).customers[0]!;
  await person.signIn("support-lead");
  await person.openLive(`/customers/${customer.psid}`);
  const section = page.getByRole("region", { name: "Write to this customer" });
  const field = section.getByRole("textbox");
  const send = section.getByRole("button", { name: "Send" });
  await field.fill("Yes, until six.");
  const deed = await holdAnswers(page, isDeed);
  await send.click();
  await deed.answered;
  await field.fill("And on Sunday until four.");
  await deed.letCome();
  await expect(send).not.toHaveAttribute("aria-busy");
  await expect(field).toHaveValue("And on Sunday until four.");
  await send.click();
  await expect(field).toHaveValue("");
  const received = await emulator.received(facebook.pageId);
  const texts = received.find(({ psid }) => psid === customer.psid)?.messages.map(({ text }) => text);
  expect(texts).toEqual(["Yes, until six.", "And on Sunday until four."]);
});

test("what is refused is told to who sent it, also when they have gone on meanwhile", async ({
  person,
  facebook,
  page,
}) => {
  const customer = (await emulator.truth(facebook.pageId)).customers[0]!;
  await emulator.refuse(facebook.pageId, "/messages");
  await person.signIn("support-lead");
  await person.openLive(`/customers/${customer.psid}`);
  const section = page.getByRole("region", { name: "Write to this customer" });
  await section.getByRole("textbox").fill("Yes, until six.");
  const deed = await holdAnswers(page, isDeed);
  await section.getByRole("button", { name: "Send" }).click();
  await deed.answered;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await expect(page.getByRole("searchbox")).toBeVisible();
  await deed.letCome();
  await expect(page.getByText(/token may not do this/)).toBeVisible();
});
