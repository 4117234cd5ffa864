import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

const names = [
  `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`,
  "\u202Eevil\u202C \u2067name",
  `Very ${"long".repeat(800)}`,
  "\u200D\u2060",
];

test("names and messages of customers are text: markup, direction, length and emptiness do no harm", async ({
  person,
  facebook,
  page,
}) => {
  const people = [];
  for (const name of names) people.push(await emulator.newCustomer(facebook.pageId, name, `🦊 ${name}`));
  await person.signIn("support-lead");
  await person.openLive("/customers");
  const markup = page.getByRole("row").filter({ hasText: names[0]! });
  await expect(markup).toBeVisible();
  // The name keeps its direction to itself, and nothing of it is lost.
  const turned = page.locator("bdi").filter({ hasText: "evil" });
  await expect(turned).toBeVisible();
  expect(await turned.textContent()).toBe(names[1]);
  await expect(page.getByRole("row").filter({ hasText: people[3]!.psid })).toContainText("No name");
  await page.setViewportSize({ width: 360, height: 780 });
  for (const { psid } of people) {
    await person.open(`/customers/${psid}`);
    await expect(page.getByRole("region", { name: "Conversation" }).getByText("🦊").first()).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, psid).toBeLessThanOrEqual(0);
  }
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
});
