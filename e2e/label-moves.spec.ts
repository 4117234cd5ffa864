import AxeBuilder from "@axe-core/playwright";
import { emulator } from "./emulator";
import { expect, test } from "./fixtures";
import { holdAnswers, isDeed, isViewOf } from "./hold-answers";

const isViewOfJob = isViewOf("/activity/jobs/");

test.use({
  start: {
    customers: 60,
    labels: ["California", "Churned", "churned!", "Lead Complete"],
    profile: "current",
  },
});

test("an admin renames a label by keyboard after seeing what it touches, and the segment follows", async ({
  person,
  facebook,
  page,
}) => {
  const had = (await emulator.labels(facebook.pageId)).find(({ name }) => name === "California")!.customers;
  await person.signIn("admin");
  await person.open("/segments/new");
  await page.getByRole("textbox", { name: "Name" }).fill("On the coast");
  await person.block(/^All of/).focus();
  await person.addLabel("California");
  await page.getByRole("button", { name: "Save segment" }).click();
  await expect(page.getByText("Saved On the coast", { exact: true })).toBeVisible();
  await person.open("/labels");
  await page.getByRole("button", { name: "More for California" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename…" }).focus();
  await page.keyboard.press("Enter");
  const impact = page.getByRole("region", { name: "What it touches" });
  await expect(impact.getByRole("link", { name: "On the coast" })).toBeVisible();
  await expect(impact).toContainText("The same people as before.");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  const field = page.getByRole("textbox", { name: "New name" });
  await expect(field).toBeFocused();
  // What was refused is put right and asked again at once, though the page is still reading what it shows.
  const impactAgain = await holdAnswers(page, (request) => request.url().includes("/move-impact?"));
  await field.fill("churned");
  await page.keyboard.press("Enter");
  await expect(field).toHaveAccessibleDescription(/already a label named “Churned”/);
  await field.fill("Golden State");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /Rename .*California.* to .*Golden State/ })).toBeVisible();
  await impactAgain.letCome();
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  const labels = await emulator.labels(facebook.pageId);
  expect(labels.find(({ name }) => name === "Golden State")).toMatchObject({ customers: had });
  expect(labels.some(({ name }) => name === "California")).toBe(false);
  await person.open("/activity");
  await expect(page.getByText(/^Renamed California to Golden State: \d+ customers, 1 segment/)).toBeVisible();
  await page.getByRole("link", { name: /^Renamed California to Golden State.*: rename back$/ }).click();
  await expect(page.getByRole("textbox", { name: "New name" })).toHaveValue("California");
});

test("labels that look alike are merged from the hint, and everybody has the one that stays", async ({
  person,
  facebook,
  page,
}) => {
  const { customers } = await emulator.truth(facebook.pageId);
  const [one, other] = [person.labelId("Churned"), person.labelId("churned!")];
  const readable = customers.filter(({ labelsReadable }) => labelsReadable);
  const wanted = readable.filter(({ labelIds }) => labelIds.includes(one) || labelIds.includes(other)).length;
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("link", { name: "Merge…" }).click();
  await expect(page.getByRole("region", { name: "What it touches" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: /^Merge and put it on/ }).click();
  await expect(page.getByRole("heading", { name: /^Merge .* into / })).toBeVisible();
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  const left = (await emulator.labels(facebook.pageId)).filter(({ name }) => /churned/i.test(name));
  expect(left).toMatchObject([{ customers: wanted }]);
});

test("a merge that would take a label from somebody waits, and goes on without exactly those whom an admin has seen", async ({
  person,
  facebook,
  page,
}) => {
  const into = person.labelId("California");
  await emulator.addFault({
    ...{ pageId: facebook.pageId, kind: "error", method: "POST", path: `/${into}/label`, count: 2 },
    error: { code: 100 },
  });
  await person.signIn("admin");
  await person.open(`/labels/${person.labelId("Churned")}/merge?into=${into}`);
  await page.getByRole("button", { name: /^Merge and put it on/ }).click();
  await expect(
    page.getByText(/^2 customers have the old label and could not be given “California”/),
  ).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole("button", { name: "Look again" })).toBeVisible();
  await page.getByRole("button", { name: "Go on without them" }).click();
  const dialog = page.getByRole("dialog", { name: /^2 customers lose .*Churned/ });
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await dialog.getByRole("button", { name: "Go on without them" }).click();
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
  await person.open("/activity");
  await expect(
    page.getByText("Let 2 customers lose Churned, who could not be given California"),
  ).toBeVisible();
});

test("a lead stage cannot be renamed or merged, and a marketer is told who can", async ({ person, page }) => {
  await person.signIn("admin");
  await person.open(`/labels/${person.labelId("Lead Complete")}/rename`);
  await expect(
    page.getByText(/Messenger sets the lead stage “Lead Complete” by its name/).first(),
  ).toBeVisible();
  await person.signIn("marketer");
  await person.open(`/labels/${person.labelId("Churned")}/rename`);
  await expect(page.getByText(/Only an admin of the Page can rename/)).toBeVisible();
});

test("whoever leaves before a rename has begun is not led back to it", async ({ person, page }) => {
  await person.signIn("admin");
  await person.open("/labels");
  await page.getByRole("button", { name: "More for California" }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByRole("textbox", { name: "New name" }).fill("Golden State");
  const deed = await holdAnswers(page, isDeed);
  await page.getByRole("button", { name: /^Rename it/ }).click();
  await deed.answered;
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Customers" }).click();
  await expect(page.getByRole("heading", { name: "Customers", exact: true })).toBeVisible();
  const asked: string[] = [];
  page.on("request", (request) => {
    if (isViewOfJob(request)) asked.push(request.url());
  });
  await deed.letCome();
  // What comes of the answer is asked for before this one comes back.
  await page.evaluate(() => fetch("/api/health"));
  await person.drawAnew();
  expect(asked).toEqual([]);
  await expect(page.getByRole("heading", { name: "Customers", exact: true })).toBeVisible();
});
