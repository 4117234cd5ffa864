import { emulator } from "./emulator";
import { expect, test } from "./fixtures";
import { holdAnswers, isCode, isViewOf } from "./hold-answers";

test("a label set in the Facebook inbox shows in the open page by itself", async ({
  person,
  facebook,
  page,
}) => {
  const churned = person.labelId("Churned");
  const customer = await emulator.customerWithout(facebook.pageId, churned);
  await person.signIn("support-lead");
  await person.openLive(`/customers?search=${customer.psid}`);
  const row = page.getByRole("row").filter({ hasText: customer.name });
  await expect(row).toBeVisible();
  await expect(row.getByText("Churned")).toHaveCount(0);
  await emulator.agentLabels(facebook.pageId, customer.psid, churned, "add");
  await expect(row.getByText("Churned")).toBeVisible();
  await emulator.agentLabels(facebook.pageId, customer.psid, churned, "remove");
  await expect(row.getByText("Churned")).toHaveCount(0);
});

test("a view that was on its way while something changed shows the change", async ({
  person,
  facebook,
  page,
}) => {
  const churned = person.labelId("Churned");
  const { psid } = await emulator.customerWithout(facebook.pageId, churned);
  const countOf = async () => {
    const answer = await page.request.get(`${process.env.PUBLIC_URL!}/api/pages/${facebook.pageId}/labels`);
    const { labels } = (await answer.json()) as { labels: { labelId: string; customers: number }[] };
    return labels.find(({ labelId }) => labelId === churned)!.customers;
  };
  await person.signIn("admin");
  await person.openLive("/segments");
  const before = await countOf();
  const view = await holdAnswers(page, isViewOf("/labels"));
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Labels" }).click();
  await view.answered;
  await emulator.agentLabels(facebook.pageId, psid, churned, "add");
  await expect.poll(countOf).toBe(before + 1);
  await view.letCome();
  const row = page.getByRole("row").filter({ hasText: "Churned" });
  await expect(row.getByRole("link", { name: String(before + 1), exact: true })).toBeVisible();
});

test("somebody who writes for the first time appears among the customers, with name and labels", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("support-lead");
  await person.openLive("/customers");
  const name = "Nadia Newcomer";
  await emulator.newCustomer(facebook.pageId, name, "Hello, are you open today?");
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toBeVisible();
  await expect(row.getByText("Labels not read yet")).toHaveCount(0);
});

test("a tab that was on its way while another was told of a change shows it too", async ({
  person,
  facebook,
  page,
  context,
}) => {
  const churned = person.labelId("Churned");
  const customer = await emulator.customerWithout(facebook.pageId, churned);
  await person.signIn("admin");
  await person.openLive(`/customers?search=${customer.psid}`);
  const second = await context.newPage();
  const code = await holdAnswers(second, isCode);
  // All of it came, made before the change, and nothing of it runs yet.
  await (await second.goto(page.url(), { waitUntil: "commit" }))!.finished();
  const [first, other] = [page, second].map((tab) => tab.getByRole("row").filter({ hasText: customer.name }));
  await emulator.agentLabels(facebook.pageId, customer.psid, churned, "add");
  await expect(first!.getByText("Churned")).toBeVisible();
  await code.letCome();
  await expect(other!.getByText("Churned")).toBeVisible();
});

test("two tabs of one browser share one event stream, and both hear of a change", async ({
  person,
  facebook,
  page,
  context,
}) => {
  const churned = person.labelId("Churned");
  const customer = await emulator.customerWithout(facebook.pageId, churned);
  await person.signIn("admin");
  await person.openLive(`/customers?search=${customer.psid}`);
  const second = await context.newPage();
  const streams: string[] = [];
  second.on("request", (request) => {
    if (new URL(request.url()).pathname.endsWith("/events")) streams.push(request.url());
  });
  await second.goto(page.url());
  const rows = [page, second].map((tab) => tab.getByRole("row").filter({ hasText: customer.name }));
  for (const row of rows) await expect(row).toBeVisible();
  await emulator.agentLabels(facebook.pageId, customer.psid, churned, "add");
  for (const row of rows) await expect(row.getByText("Churned")).toBeVisible();
  expect(streams).toEqual([]);
});
