import { emulator } from "./emulator";
import { expect, test } from "./fixtures";

test("the Page’s token reaches the browser in no answer, and every page has its own policy for scripts", async ({
  person,
  facebook,
  page,
}) => {
  const nonces = new Set<string>();
  const leaks: string[] = [];
  const checks: Promise<void>[] = [];
  let bodies = 0;
  page.on("response", (response) => {
    if (
      !response.url().startsWith(process.env.PUBLIC_URL!) ||
      new URL(response.url()).pathname.endsWith("/events")
    )
      return;
    const nonce = /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1];
    if (nonce && response.request().isNavigationRequest()) nonces.add(nonce);
    checks.push(
      response.text().then(
        (text) => {
          bodies += 1;
          if (text.includes(facebook.token) || text.includes("emulator-app-secret"))
            leaks.push(response.url());
        },
        () => undefined, // Redirects have no body.
      ),
    );
  });
  const violations: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  await person.signIn("admin");
  const rooms = [
    "/labels",
    "/customers",
    "/segments",
    "/segments/new",
    "/broadcasts",
    "/activity",
    "/settings",
  ];
  for (const room of rooms) {
    await person.open(room);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await Promise.all(checks);
  await page.goto("about:blank");
  expect(bodies).toBeGreaterThan(5 * rooms.length);
  expect(leaks).toEqual([]);
  expect(violations).toEqual([]);
  expect(nonces.size).toBeGreaterThanOrEqual(rooms.length);
});

test("a script that somebody smuggled into a page does not run", async ({ person, page }) => {
  await person.signIn("admin");
  const refused = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) =>
          resolve(effectiveDirective),
        );
        document.body.insertAdjacentHTML("beforeend", '<img src="data:," onerror="window.intruder = true">');
      }),
  );
  expect(refused).toBe("script-src-attr");
  expect(await page.evaluate(() => "intruder" in window)).toBe(false);
});

test("what a customer is called is shown as text, never run", async ({ person, facebook, page }) => {
  const name = '<img src=x onerror="window.intruder=true">';
  await emulator.newCustomer(facebook.pageId, name, "<script>window.intruder = true</script>");
  await emulator.flush(facebook.pageId);
  await person.signIn("admin");
  await person.open("/customers");
  await expect(page.getByRole("rowheader").filter({ hasText: name })).toBeVisible();
  expect(await page.evaluate(() => "intruder" in window)).toBe(false);
});
