import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** Takes a row with the mouse and leads it to a height, a few pixels at a time. */
async function lead(page: Page, row: number, toY: (top: number) => number) {
  const rows = page.getByRole("treeitem");
  const from = (await rows.nth(row).boundingBox())!;
  await page.mouse.move(from.x + 260, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 260, toY((await rows.nth(1).boundingBox())!.y), { steps: 6 });
}

test("blocks are moved with the mouse again and again; Escape and a place far away leave them where they were", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.open("/segments/new");
  await expect(person.block(/^All of 0/)).toBeFocused();
  for (const name of ["California", "Under 25", "Over 50"]) await person.addLabel(name);
  const rows = page.getByRole("treeitem");
  const said = page.getByRole("status").filter({ hasText: /Picked up|Place|Put|stays|Not over/ });
  // Each round takes the last row, over its words, to the top: marked text would be dragged in place of the row.
  for (const name of ["Over 50", "Under 25", "California"]) {
    await lead(page, 3, (top) => top + 4);
    await expect(said).toHaveText("Place 1 in All of 3.");
    await page.mouse.up();
    await expect(said).toHaveText(`Put ${name} at place 1 in All of 3.`);
    await expect(rows.nth(1)).toHaveAccessibleName(new RegExp(`^${name}`));
  }
  expect(await page.evaluate(() => getSelection()?.toString())).toBe("");

  await lead(page, 3, (top) => top + 4);
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("Over 50 stays where it was.");
  await page.mouse.up();
  await lead(page, 3, (top) => top - 150);
  await expect(said).toHaveText("Not over a place.");
  await page.mouse.up();
  await expect(said).toHaveText("Over 50 stays where it was.");
  await expect(rows.nth(3)).toHaveAccessibleName(/^Over 50/);

  // What Escape ended is no click either, though the button is let go on what was pressed.
  const chip = (await person
    .block(/^Over 50/)
    .getByRole("button", { name: "Change the label" })
    .boundingBox())!;
  await page.mouse.move(chip.x + 10, chip.y + 10);
  await page.mouse.down();
  await page.mouse.move(chip.x + 20, chip.y + 10, { steps: 3 });
  await expect(said).toHaveText(/^Picked up Over 50|Place/);
  await page.keyboard.press("Escape");
  await expect(said).toHaveText("Over 50 stays where it was.");
  await page.mouse.up();
  await person.drawAnew();
  await expect(page.getByRole("combobox")).toBeHidden();

  // A press that is let go without moving is a click, also after all that.
  await person
    .block(/^Over 50/)
    .getByRole("button", { name: "Change the label" })
    .click();
  await expect(page.getByRole("combobox")).toBeVisible();
});
