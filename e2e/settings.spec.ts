import { expect, test } from "./fixtures";
import { Steps } from "./steps";

test("what a colleague saves is shown where nothing is typed, and takes nothing away where somebody is typing", async ({
  person,
  facebook,
  page,
  browser,
}) => {
  await person.signIn("admin");
  await person.openLive("/settings/sending");
  const colleague = new Steps(await browser.newPage(), facebook);
  await colleague.signIn("admin");
  await colleague.openLive("/settings/sending");
  const approval = page.getByLabel(/^Approval above/);
  const target = page.getByLabel(/^Answer complete leads within/);
  const saveAbove = async (people: string) => {
    await colleague.page.getByLabel(/^Approval above/).fill(people);
    await colleague.page.getByRole("button", { name: "Save", exact: true }).click();
  };

  await saveAbove("500");
  await expect(approval).toHaveValue("500");
  await expect(page.getByText(/Somebody saved other values/)).toHaveCount(0);

  await page.getByLabel("Broadcasts to one customer").fill("3");
  await target.fill("45");
  await saveAbove("700");
  await expect(page.getByText(/Somebody saved other values/)).toBeVisible();
  await expect(approval).toHaveValue("500");
  await expect(page.getByLabel("Broadcasts to one customer")).toHaveValue("3");
  await page.getByRole("button", { name: "Load theirs" }).click();
  await expect(approval).toHaveValue("700");
  await expect(page.getByLabel("Broadcasts to one customer")).toHaveValue("");
  await expect(page.getByText(/Somebody saved other values/)).toHaveCount(0);
  await expect(target).toHaveValue("45");

  // One's own save is nobody else's.
  await page.getByLabel("Words that opt out").fill("Stop, Enough");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByLabel("Words that opt out")).toHaveValue("stop, enough");
  await expect(page.getByText(/Somebody saved other values/)).toHaveCount(0);
  await expect(colleague.page.getByLabel("Words that opt out")).toHaveValue("stop, enough");

  await colleague.page.getByLabel(/^Answer complete leads within/).fill("30");
  await colleague.page.getByRole("button", { name: "Save target" }).click();
  await expect(page.getByText(/Somebody saved other values/)).toBeVisible();
  await expect(target).toHaveValue("45");
  await colleague.page.close();
});
