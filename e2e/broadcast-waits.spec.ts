import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

/** Enough with the label that a row of refusals is long enough to stop. */
test.use({ start: { customers: 200, labels: ["California"], profile: "current" } });

test("while Facebook asks for patience, a broadcast says until when nothing goes out, and counts that in", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Patience", text: "The beans are in." });
  const full = { percent: 100, regainMinutes: 90 };
  const fault = {
    kind: "error",
    method: "POST",
    path: "messages",
    count: 1,
    error: { code: 80006 },
    usage: full,
  };
  await emulator.addFault({ pageId: facebook.pageId, ...fault });
  await person.sendBroadcast();
  await expect(
    page.getByText(/Nothing is sent for this Page until \w.*Facebook asked us to slow down/),
  ).toBeVisible();
  await expect(page.locator("dd").filter({ hasText: /1 h/ }).first()).toBeVisible();
});

test("a message that Facebook refuses for everybody stops, with what Facebook answered", async ({
  person,
  facebook,
  page,
}) => {
  await person.signIn("marketer");
  await person.writeBroadcast({ name: "Refused", text: "The beans are in." });
  await page.getByLabel("Messages a second").fill("20");
  const error = { code: 100, userMessage: "This attachment is too big." };
  await emulator.addFault({
    pageId: facebook.pageId,
    kind: "error",
    method: "POST",
    path: "messages",
    error,
  });
  await person.sendBroadcast();
  await expect(page.getByText(/in a row for the same reason.*This attachment is too big/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Resume", exact: true })).toBeVisible();
  expect(await emulator.received(facebook.pageId)).toEqual([]);
});
