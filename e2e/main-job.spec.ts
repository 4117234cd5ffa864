import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("a marketer builds an audience, sends to it, and exactly those customers get exactly one message", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await page.getByLabel("Name").fill("Young Californians, or over 50");
  await person.block(/^All of/).focus();
  await person.addLabel("California");
  await person.addLabel("Under 25");
  await person.block("Under 25").focus();
  await page.keyboard.press("g");
  await person.block(/^Any of 1/).focus();
  await person.addLabel("Over 50");
  await person.block(/^All of/).focus();
  await person.addLabel("Churned");
  await person.block("Churned").focus();
  await page.keyboard.press("n");
  await expect(person.block(/^Not Churned/)).toBeVisible();

  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Saved Young Californians, or over 50", { exact: true })).toBeVisible();
  const people = await person.shownPeople();

  await page
    .getByRole("link", { name: "Use in a broadcast" })
    .or(page.getByRole("button", { name: "Use in a broadcast" }))
    .click();
  await page.waitForURL(/broadcasts\/new/);
  await page.getByLabel("Name").fill("Autumn roast");
  await page.getByLabel("Message", { exact: true }).fill("Hi {first_name|there}, the autumn roast is in.");
  await page.getByRole("button", { name: "Review" }).click();
  await page.getByRole("button", { name: /^Send to/ }).click();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  await emulator.flush(facebook.pageId);

  const predicate = {
    operator: "AND",
    values: [
      person.labelId("California"),
      { operator: "OR", values: [person.labelId("Under 25"), person.labelId("Over 50")] },
      { operator: "NOT", values: [person.labelId("Churned")] },
    ],
  };
  const wanted = await emulator.evaluate(facebook.pageId, predicate);
  const received = await emulator.received(facebook.pageId);
  expect(received.map(({ psid }) => psid).sort()).toEqual([...wanted.psids].sort());
  expect(received.every(({ messages }) => messages.length === 1)).toBe(true);
  expect(people).toBe(wanted.psids.length);
});
