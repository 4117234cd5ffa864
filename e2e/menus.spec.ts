import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

test("a menu opens at the first press although its code is still on its way, and gives the focus back", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/segments");
  const release = await holdScripts(page);
  const trigger = page.getByRole("button", { name: /change Page/ });
  await trigger.click();
  await expect(trigger).toHaveAttribute("aria-expanded", "true");
  release();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(trigger).toBeFocused();
  await expect(trigger).toHaveAttribute("aria-expanded", "false");
});

test("a menu that a key opened has its first item in focus, and a press beside it leaves the focus there", async ({
  person,
  page,
}) => {
  await person.signIn("admin");
  await person.open("/segments");
  const release = await holdScripts(page);
  const trigger = page.getByRole("button", { name: "Theme" });
  await trigger.focus();
  await page.keyboard.press("ArrowDown");
  release();
  const items = page.getByRole("menuitemradio");
  await expect(items.first()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(items.nth(1)).toBeFocused();
  await trigger.click();
  await expect(page.getByRole("menu")).toHaveCount(0);
});

test("a menu whose code cannot be read says so, and the page stays as it is", async ({ person, page }) => {
  await person.signIn("admin");
  await person.open("/segments");
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  await page.getByRole("button", { name: "Theme" }).click();
  await expect(page.getByRole("alert").getByText(/could not be opened/)).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a press on a menu closes the picker that stands open, and opens the menu at once", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  const tree = page.getByRole("tree");
  await tree.getByRole("button", { name: "Label", exact: true }).click();
  await expect(page.getByRole("combobox")).toBeFocused();
  await tree.getByRole("button", { name: "Change between ALL and ANY" }).click();
  await expect(page.getByRole("menuitemradio")).toHaveCount(2);
  await expect(page.getByRole("combobox")).toHaveCount(0);
  await page.keyboard.press("Escape");
  await tree.getByRole("button", { name: "Label", exact: true }).click();
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(person.block(/^All of 0/)).toBeFocused();
});

test("words about a control show on focus, stay under the pointer, and Escape takes them away", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  // The editor takes the focus once it is there; only then is it free to move.
  await expect(page.getByRole("treeitem").first()).toBeFocused();
  const undo = page.getByRole("button", { name: "Undo" });
  await undo.focus();
  const words = page.getByRole("tooltip");
  await expect(words).toHaveText(/Undo/);
  await expect(undo).toHaveAccessibleDescription(/Undo/);
  await page.keyboard.press("Escape");
  await expect(words).toHaveCount(0);
  await page.getByRole("button", { name: "Redo" }).hover();
  await expect(words).toHaveText(/Redo/);
  await words.hover();
  await expect(words).toHaveText(/Redo/);
  await page.getByRole("heading", { level: 1 }).hover();
  await expect(words).toHaveCount(0);
});

/** From here on scripts arrive when they are released. */
async function holdScripts(page: Page): Promise<() => void> {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  await page.route("**/_next/static/chunks/**", async (route) => {
    await isReleased;
    await route.continue();
  });
  return release;
}
