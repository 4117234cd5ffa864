import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test.use({ start: { customers: 40, labels: ["Regular", "Churned"], profile: "current" } });

test("an admin finds what Facebook did not tell, repairs it, and sees which webhook told what", async ({
  person,
  facebook,
  page,
}) => {
  const regular = person.labelId("Regular");
  const customer = await emulator.customerWithout(facebook.pageId, regular);
  await emulator.addFault({ pageId: facebook.pageId, kind: "webhook-drop", path: "inbox_labels" });
  await emulator.agentLabels(facebook.pageId, customer.psid, regular, "add");
  await emulator.flush(facebook.pageId);

  await person.signIn("admin");
  await person.open("/settings/sync");
  await expect(page.getByText("This Page has not been compared yet.")).toBeVisible();
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  const difference = page.getByRole("row").filter({ hasText: "A label that somebody has" });
  await expect(difference.getByText("Not repaired")).toBeVisible();
  await expect(difference.getByRole("link", { name: customer.name })).toBeVisible();
  await expect(difference).toContainText("Regular");

  await page.getByRole("button", { name: "Repair 1 difference" }).click();
  await expect(difference.getByText("Repaired", { exact: true })).toBeVisible();
  await person.open(`/customers?search=${customer.psid}`);
  await expect(page.getByRole("row").filter({ hasText: customer.name })).toContainText("Regular");

  await emulator.clearFaults(facebook.pageId);
  await person.openLive("/settings/sync");
  await emulator.agentLabels(facebook.pageId, customer.psid, regular, "remove");
  await expect(page.getByRole("row").filter({ hasText: "1 label change" }).first()).toContainText("Applied");
  await page.getByRole("button", { name: "Apply the last day again" }).click();
  await expect(page.getByText(/applied again\./)).toBeVisible();
  await expect.poll(() => emulator.labelsOf(facebook.pageId, customer.psid)).not.toContain(regular);
});
