import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

const rooms = [
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
  "/settings/rules",
];
const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const theme of ["light", "dark"] as const) {
  test(`every room can be used by everybody (WCAG 2.2 AA), ${theme}`, async ({ person, page }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.goto(`${process.env.PUBLIC_URL!}/sign-in`);
    expect.soft((await new AxeBuilder({ page }).withTags(rules).analyze()).violations, "sign-in").toEqual([]);
    await person.signIn("admin");
    for (const room of rooms) {
      await person.open(room);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
      const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
      expect
        .soft(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          room,
        )
        .toEqual([]);
    }
  });
}

test("every room fits a telephone 360 px wide, with nothing cut off at its side", async ({
  person,
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await person.signIn("admin");
  for (const room of rooms) {
    await person.open(room);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect.soft(overflow, room).toBeLessThanOrEqual(0);
  }
});
