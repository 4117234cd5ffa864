import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

test("the editor is complete by keyboard alone, and every row says what it is and where it stands", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  const tree = page.getByRole("tree", { name: "Predicate" });
  const rows = tree.getByRole("treeitem");
  await expect(tree).toBeVisible();
  await expect(person.block(/^All of 0/)).toBeFocused();

  // Add, duplicate, negate, group, take the group off, move, mute, delete, undo, redo: one key each.
  await person.addLabel("California");
  await person.addLabel("Under 25");
  await expect(person.block(/^Under 25/)).toBeFocused();
  await page.keyboard.press("d");
  await expect(rows).toHaveCount(4);
  await page.keyboard.press("Control+z");
  await expect(rows).toHaveCount(3);
  await page.keyboard.press("n");
  await expect(person.block(/^Not Under 25/)).toBeFocused();
  await page.keyboard.press("g");
  await expect(person.block(/^Any of 1/)).toBeFocused();
  await person.addLabel("Over 50");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("u");
  await expect(rows).toHaveCount(4);
  await page.keyboard.press("Control+z");
  await expect(rows).toHaveCount(5);
  await page.keyboard.press("End");
  await expect(person.block(/^Over 50/)).toBeFocused();
  await page.keyboard.press("Alt+ArrowLeft");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("m");
  await expect(person.block(/^Muted, Over 50/)).toBeFocused();
  await page.keyboard.press("m");

  // What assistive technology is told of it, row by row.
  const told = await rows.evaluateAll((items) =>
    items.map((item) => [
      item.getAttribute("aria-level"),
      `${item.getAttribute("aria-posinset")}/${item.getAttribute("aria-setsize")}`,
      item.getAttribute("aria-expanded"),
      item.getAttribute("aria-label")!.replace(/, .*/, ""),
      (item as HTMLElement).tabIndex,
    ]),
  );
  expect(told).toEqual([
    ["1", "1/1", "true", "All of 2", -1],
    ["2", "1/2", null, "California", -1],
    ["2", "2/2", "true", "Any of 2", -1],
    ["3", "1/2", null, "Not Under 25", -1],
    ["3", "2/2", null, "Over 50", 0],
  ]);
  for (const row of await rows.all()) await expect(row).toHaveAccessibleName(/\d people|1 person/);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations).toEqual([]);

  await page.keyboard.press("Delete");
  await expect(rows).toHaveCount(4);
  await page.keyboard.press("Control+z");
  await expect(rows).toHaveCount(5);
  await page.keyboard.press("Control+Shift+z");
  await expect(rows).toHaveCount(4);
  await page.getByLabel("Name").focus();
  await page.keyboard.type("By keyboard");
  await page.getByRole("button", { name: "Save segment" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/segments\/[0-9a-f-]{36}$/);
});

test("the number of people and a block that is dragged by keyboard are announced as they change", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await expect(person.block(/^All of 0/)).toBeFocused();
  for (const name of ["California", "Under 25", "Over 50"]) await person.addLabel(name);
  const figure = page.getByRole("status").filter({ hasText: /of \d+ people/ });
  await expect(figure).toBeVisible();
  const before = await person.shownPeople();
  const announced = page.getByRole("status").filter({ hasText: /Picked up|Place|Put/ });

  await page.keyboard.press("Space");
  await expect(announced).toHaveText("Picked up Over 50. Place 3 in All of 3.");
  await page.keyboard.press("ArrowUp");
  await expect(announced).toHaveText(/^Place \d in All of 3\.$/);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Space");
  await expect(announced).toHaveText(/^Put Over 50 at place 1 in All of 3\.$/);
  await expect(page.getByRole("treeitem").nth(1)).toHaveAccessibleName(/^Over 50/);

  await person.block(/^All of 3/).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => person.shownPeople()).not.toBe(before);
  await expect(figure).not.toHaveAttribute("aria-busy");
});

test.describe("on a telephone", () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 800 } });
  test("a block is moved with a finger, after a long press", async ({ person, page }) => {
    await person.signIn("marketer");
    await person.open("/segments/new");
    await expect(person.block(/^All of 0/)).toBeFocused();
    for (const name of ["California", "Under 25", "Over 50"]) await person.addLabel(name);
    const rows = page.getByRole("treeitem");
    const from = (await rows.nth(3).boundingBox())!;
    const to = (await rows.nth(1).boundingBox())!;
    const touch = await page.context().newCDPSession(page);
    const point = (x: number, y: number) => ({ touchPoints: [{ x, y }] });
    await touch.send("Input.dispatchTouchEvent", {
      type: "touchStart",
      ...point(from.x + 60, from.y + 12),
    });
    await expect(page.getByText(/^Picked up Over 50\./)).toBeAttached();
    for (let step = 1; step <= 10; step++) {
      await touch.send("Input.dispatchTouchEvent", {
        type: "touchMove",
        ...point(from.x + 60, from.y + 12 + ((to.y - 2 - from.y - 12) * step) / 10),
      });
    }
    await expect(page.getByText(/^Place 1 in All of 3\.$/)).toBeAttached();
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await expect(rows.nth(1)).toHaveAccessibleName(/^Over 50/);

    // On a slow telephone the browser's own menu would come before the block is held, and end the gesture.
    const isMenuAway = await rows.nth(2).evaluate((item) => {
      const row = item.querySelector("[data-row]")!;
      const finger = { bubbles: true, pointerId: 7, pointerType: "touch", isPrimary: true };
      row.dispatchEvent(new PointerEvent("pointerdown", finger));
      const menu = new MouseEvent("contextmenu", { bubbles: true, cancelable: true });
      row.dispatchEvent(menu);
      row.dispatchEvent(new PointerEvent("pointercancel", finger));
      return menu.defaultPrevented;
    });
    expect(isMenuAway).toBe(true);
  });
});
