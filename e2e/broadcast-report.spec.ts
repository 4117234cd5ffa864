import { readFile } from "node:fs/promises";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("behind the numbers of a report are its people: they are listed, downloaded and labelled", async ({
  person,
  facebook,
  page,
}) => {
  await emulator.refuseMessages(facebook.pageId, 2);
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Told", text: "The new grinder is here." });
  const count = await person.sendBroadcast();
  await expect(page.getByText("Completed")).toBeVisible({ timeout: 60_000 });
  const got = (await emulator.received(facebook.pageId)).map(({ psid }) => psid);
  expect(got).toHaveLength(count - 2);

  const delivered = page.getByRole("button", { name: `Delivered ${count - 2}`, exact: true });
  await delivered.click();
  await expect(page).toHaveURL(/show=delivered/);
  const lines = page.getByRole("table", { name: "Each customer" }).getByRole("row");
  await expect(lines).toHaveCount(1 + count - 2);

  await page.getByRole("button", { name: /^Facebook refused the message.*2$/ }).click();
  await expect(lines).toHaveCount(1 + 2);
  await page.reload();
  await expect(lines).toHaveCount(1 + 2);
  const { customers } = await emulator.truth(facebook.pageId);
  const california = person.labelId("California");
  const refused = customers.filter(
    ({ psid, labelIds }) => labelIds.includes(california) && !got.includes(psid),
  );
  const lacking = facebook.labels.find(({ id }) => refused.some(({ labelIds }) => !labelIds.includes(id)))!;
  await page.getByRole("button", { name: "Label these 2" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Put on: add a label" }).click();
  await page.getByRole("option", { name: lacking.name }).click();
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: /^Make \d changes?$/ }).click();
  for (const { psid } of refused)
    await expect.poll(() => emulator.labelsOf(facebook.pageId, psid)).toContain(lacking.id);

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "CSV" }).click(),
  ]);
  const csv = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
  expect(csv).toHaveLength(1 + count);
  expect(csv.filter((line) => line.includes(",failed,"))).toHaveLength(2);
});
