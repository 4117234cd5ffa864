import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import type { Steps } from "./steps";

const rooms = [
  "/leads",
  "/labels",
  "/customers",
  "/segments",
  "/segments/new",
  "/broadcasts",
  "/broadcasts/new",
  "/activity",
  "/settings",
  "/settings/sync",
  "/settings/people",
  "/settings/sending",
  "/settings/rules",
];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

test("whoever signs in can use the door (WCAG 2.2 AA)", async ({ page }) => {
  await page.goto(`${process.env.PUBLIC_URL!}/sign-in`);
  expect((await new AxeBuilder({ page }).withTags(rules).analyze()).violations).toEqual([]);
});

for (const room of rooms) {
  test(`${room} can be used by everybody, light and dark (WCAG 2.2 AA), and fits a telephone 360 px wide`, async ({
    person,
    page,
  }) => {
    await person.signIn("admin");
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await openWhole(person, page, room);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          colorScheme,
        )
        .toEqual([]);
    }
    await page.setViewportSize({ width: 360, height: 780 });
    await openWhole(person, page, room);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

async function openWhole(person: Steps, page: Page, room: string): Promise<void> {
  await person.open(room);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
}
