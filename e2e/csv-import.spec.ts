import AxeBuilder from "@axe-core/playwright";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test.use({ start: { customers: 60, labels: ["Churned", "VIP", "Lead Complete"], profile: "current" } });

test("an admin puts labels on from a file: sees the difference and what is left out first, has a label made, and undoes it", async ({
  person,
  facebook,
  page,
}) => {
  const before = await emulator.truth(facebook.pageId);
  const vip = person.labelId("VIP");
  const [one, other] = before.customers.filter(
    ({ labelsReadable, labelIds }) => labelsReadable && !labelIds.includes(vip),
  );
  await person.signIn("admin");
  await person.open("/customers");
  await page.getByRole("link", { name: "Import CSV" }).click();
  const text = `PSID;Labels\r\n${one!.psid};vip\r\n${other!.psid};VIP|Early bird\r\n77700000001;VIP\r\nAda;VIP\r\n`;
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(page.getByText("4 lines about 2 customers of this Page")).toBeVisible();
  await expect(page.getByText("1 line is about people who are not customers of this Page")).toBeVisible();
  await expect(page.getByText("1 line: The PSID is not all digits.")).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download these lines with the reasons" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("lines-left-out.csv");
  await page.getByRole("button", { name: "Create it" }).click();
  const difference = page.getByRole("region", { name: "What would change" });
  await expect(difference).toContainText(/VIP\s*2 get it/);
  await expect(difference).toContainText(/Early bird\s*1 gets it/);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Make 3 changes" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
  expect(await emulator.labelsOf(facebook.pageId, one!.psid)).toContain(vip);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect
    .poll(async () => (await emulator.labelsOf(facebook.pageId, other!.psid)).sort())
    .toEqual([...other!.labelIds].sort());
});

test("a file that names nobody is refused at its field, and a support lead is told who can import", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/customers/import");
  await page
    .getByLabel("File", { exact: true })
    .setInputFiles({ name: "towns.csv", mimeType: "text/csv", buffer: Buffer.from("Name,Town\nAda,Rome\n") });
  await page.getByRole("button", { name: "Read the file" }).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "No column of the file is named PSID" }),
  ).toBeVisible();
  await person.signIn("support-lead");
  await person.open("/customers/import");
  await expect(page.getByText(/Only admins and marketers/)).toBeVisible();
});
