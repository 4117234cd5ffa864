import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("a half-typed time is never taken for “at once”: it says so, keeps what was saved, and nothing is reviewed until it is whole or cleared", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Later", text: "The autumn roast is in." });
  const begin = page.getByLabel("Begin at");
  await begin.fill("2099-11-25T18:00");
  await expect(page.getByText("Draft saved")).toBeVisible();

  // One part of it taken away: the browser has no value then, and what is saved stays.
  await begin.focus();
  await page.keyboard.press("Delete");
  await page.getByLabel("Name", { exact: true }).focus();
  await expect(page.getByText(/no whole date and time yet/)).toBeVisible();
  await expect(begin).toHaveValue("");
  const review = page.getByRole("button", { name: "Review" });
  await expect(review).toBeDisabled();
  await review.hover();
  await expect(page.getByRole("tooltip")).toContainText("Set the date and time right, or clear it");

  await begin.fill("2099-11-26T09:30");
  await expect(page.getByText(/no whole date and time yet/)).toBeHidden();
  await expect(page.getByText("Draft saved")).toBeVisible();
  await review.click();
  await expect(page.getByRole("button", { name: /^Schedule for/ })).toBeVisible();
  await expect(page.getByText(/Begins Nov 26, 2099, 9:30/)).toBeVisible();
});

test("a time typed half into an empty field is told of on leaving it, and can be cleared", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Now", text: "The autumn roast is in." });
  for (const name of ["Begin at", "Too late at"]) {
    await page.getByLabel(name).focus();
    await page.keyboard.type("11");
    await page.getByLabel("Name", { exact: true }).focus();
    await expect(page.getByText(/no whole date and time yet/)).toBeVisible();
    await page.getByRole("button", { name: /^Send it without/ }).click();
    await expect(page.getByText(/no whole date and time yet/)).toBeHidden();
  }
  await page.getByRole("button", { name: "Review" }).click();
  await expect(page.getByRole("button", { name: /^Send to \d/ })).toBeVisible();
});

test("a broadcast for later is counted for its time, waits for it, and can be cancelled with nobody having got it", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Tomorrow", text: "The autumn roast is in." });
  // In two days every window of today has closed.
  const at = new Date(Date.now() + 2 * 24 * 3_600_000).toISOString().slice(0, 16);
  await page.getByLabel("Begin at").fill(at);
  await expect(page.getByText("Draft saved")).toBeVisible();
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(page.getByText(/if nobody writes meanwhile.* \d+ people would receive it now/)).toBeVisible();
  await expect(page.getByText(/At its time nobody’s window will be open/)).toBeVisible();
  await page.getByRole("button", { name: "Schedule for whoever writes until then" }).click();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Cancel this broadcast" });
  await expect(dialog).toContainText("It does not begin, and nobody gets it.");
  await dialog.getByRole("button", { name: "Cancel it" }).click();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await expect(page.getByText(/ceased to qualify/)).toBeHidden();
  expect(await emulator.received(facebook.pageId)).toEqual([]);
});

test("a time that is over, or an end before the beginning, is told at its field, and nothing is reviewed until it is set right", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Too early", text: "The autumn roast is in." });
  const review = page.getByRole("button", { name: "Review", exact: true });
  await page.getByLabel("Begin at").fill("2020-01-01T10:00");
  await expect(page.getByText("This time is over.")).toBeVisible();
  await expect(review).toBeDisabled();
  await page.getByLabel("Begin at").fill("2099-11-26T09:30");
  await page.getByLabel("Too late at").fill("2099-11-26T08:00");
  await expect(page.getByText("It would be too late before it begins.")).toBeVisible();
  await expect(review).toBeDisabled();
  await page.getByLabel("Too late at").fill("2099-11-27T08:00");
  await expect(review).toBeEnabled();
});

test("whoever goes back from the review of a new broadcast finds it as it was saved, and makes no second one", async ({
  person,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "There and back", text: "The autumn roast is in." });
  await page.getByRole("button", { name: "Review", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Send to \d/ })).toBeVisible();
  await page.goBack();
  const name = page.getByLabel("Name", { exact: true });
  await expect(name).toHaveValue("There and back");
  await name.fill("Here again");
  await expect(page.getByText("Draft saved")).toBeVisible();
  await person.open("/broadcasts");
  await expect(page.getByRole("row", { name: /Here again/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /There and back/ })).toHaveCount(0);
});
