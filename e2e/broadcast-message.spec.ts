import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("the preview shows any customer’s message word for word as they then receive it", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Preview", text: "Hi {first_name|there}, the autumn roast is in." });
  const { customers } = await emulator.truth(facebook.pageId);
  const wanted = await emulator.evaluate(facebook.pageId, {
    operator: "OR",
    values: [person.labelId("California")],
  });
  const chosen = customers.find(({ psid }) => psid === wanted.psids.at(-1))!;
  await page.getByRole("button", { name: "Somebody else" }).click();
  await page.getByRole("combobox").fill(chosen.psid);
  await page.getByRole("option", { name: chosen.name }).click();
  await expect(page.getByRole("heading", { name: `What ${chosen.name} sees` })).toBeVisible();
  const shown = await page
    .getByRole("figure", { name: "Preview in Messenger" })
    .getByText(/the autumn roast is in/)
    .innerText();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await page.getByRole("button", { name: /^Send to \d/ }).click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  const received = await emulator.received(facebook.pageId);
  expect(received.find(({ psid }) => psid === chosen.psid)?.messages.map(({ text }) => text)).toEqual([
    shown,
  ]);
});

test("what each message tag may be used for can be read before one is chosen, also of those that are not available", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/broadcasts/new");
  for (const tag of ["Account update", "Human agent", "Customer feedback"]) {
    const uses = page.locator("details").filter({ hasText: tag });
    await uses.locator("summary").click();
    await expect(uses.getByRole("heading", { level: 3 })).toHaveCount(2);
    await expect(uses.getByRole("listitem").first()).toBeVisible();
  }
});
