import { afterAll, expect, test } from "vitest";
import { z } from "zod";
import { createEmulator } from "../app";
import { createGraphCaller } from "../testing/graph-caller";
import { anyText, listWith } from "../testing/matchers";

const emulator = createEmulator({ seed: "tiny" });
const client = { client_id: "900100200300400", client_secret: "emulator-app-secret" };
const redirectUri = "http://product.test/callback?from=login";
const tokenSchema = z.object({
  access_token: z.string(),
  token_type: z.literal("bearer"),
  expires_in: z.number(),
});
afterAll(() => emulator.close());

const ask = (path: string, init?: RequestInit): Promise<Response> =>
  Promise.resolve(emulator.fetch(new Request(`http://graph.test${path}`, init)));

/** Answers where the dialog sends the person back to. */
async function decide(decision: "allow" | "deny", pages: string[]): Promise<URL> {
  const form = new URLSearchParams({
    redirect_uri: redirectUri,
    state: "s-1",
    scope: "pages_show_list,pages_messaging",
    decision,
  });
  for (const page of pages) form.append("pages", page);
  const response = await ask("/v26.0/dialog/oauth", { method: "POST", body: form });
  expect(response.status).toBe(302);
  return new URL(response.headers.get("location") ?? "");
}

async function getCode(): Promise<string> {
  return (await decide("allow", ["100200300400501"])).searchParams.get("code") ?? "";
}

test("the dialog is a page that names the app, the Pages and the permissions", async () => {
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: redirectUri,
    state: "s-1",
    scope: "pages_show_list",
  });
  const page = await (await ask(`/v26.0/dialog/oauth?${query}`)).text();
  for (const text of ["Northwind Coffee", "Harbor Books", "pages_show_list", "Continue as"])
    expect(page).toContain(text);
  expect((await ask(`/v26.0/dialog/oauth?client_id=1&redirect_uri=${redirectUri}`)).status).toBe(400);
});

test("whoever cancels goes back with a refusal, and the state", async () => {
  const back = await decide("deny", []);
  expect(Object.fromEntries(back.searchParams)).toMatchObject({
    from: "login",
    error: "access_denied",
    error_reason: "user_denied",
    state: "s-1",
  });
});

test("a code is exchanged once, by query, by form, or by form with HTTP Basic", async () => {
  const byQuery = new URLSearchParams({ ...client, redirect_uri: redirectUri, code: await getCode() });
  const first: unknown = await (await ask(`/v26.0/oauth/access_token?${byQuery}`)).json();
  expect(tokenSchema.parse(first).expires_in).toBe(5400);
  expect(await (await ask(`/v26.0/oauth/access_token?${byQuery}`)).json()).toMatchObject({
    error: { code: 100, error_subcode: 36009 },
  });
  const form = new URLSearchParams({
    grant_type: "authorization_code",
    redirect_uri: redirectUri,
    code: await getCode(),
  });
  const headers = {
    authorization: `Basic ${Buffer.from(`${client.client_id}:${client.client_secret}`).toString("base64")}`,
  };
  expect(
    tokenSchema.parse(
      await (await ask("/oauth/access_token", { method: "POST", headers, body: form })).json(),
    ),
  ).toBeTruthy();
  const wrong = new URLSearchParams({ ...client, redirect_uri: "http://other.test/", code: await getCode() });
  expect(await (await ask(`/oauth/access_token?${wrong}`)).json()).toMatchObject({
    error: { code: 100, error_subcode: 36008 },
  });
});

test("the user's token lists only the Pages that were allowed, and can be exchanged for one of about 60 days", async () => {
  const query = new URLSearchParams({ ...client, redirect_uri: redirectUri, code: await getCode() });
  const short = tokenSchema.parse(await (await ask(`/oauth/access_token?${query}`)).json());
  const exchange = new URLSearchParams({
    ...client,
    grant_type: "fb_exchange_token",
    fb_exchange_token: short.access_token,
  });
  const long = tokenSchema.parse(await (await ask(`/oauth/access_token?${exchange}`)).json());
  expect(long.expires_in).toBe(5_183_944);
  const user = createGraphCaller(emulator, long.access_token);
  const { data } = await user.get("/v26.0/me/accounts");
  expect(data).toMatchObject([
    {
      id: "100200300400501",
      access_token: "page-token-northwind",
      tasks: listWith(["MESSAGING", "MODERATE"]),
    },
  ]);
  expect(await user.get("/v26.0/100200300400501?fields=access_token")).toEqual({
    access_token: "page-token-northwind",
    id: "100200300400501",
  });
  expect(await user.get("/me?fields=id,name,email,picture")).toMatchObject({
    name: "Ada Northwind",
    picture: { data: { url: anyText } },
  });
});

test("a token's end is told as 190/463, and by debug_token", async () => {
  const query = new URLSearchParams({ ...client, redirect_uri: redirectUri, code: await getCode() });
  const { access_token: token } = tokenSchema.parse(await (await ask(`/oauth/access_token?${query}`)).json());
  const app = createGraphCaller(emulator, "900100200300400|emulator-app-secret");
  const valid = {
    data: {
      app_id: client.client_id,
      type: "USER",
      is_valid: true,
      scopes: ["pages_show_list", "pages_messaging"],
    },
  };
  expect(await (await app.send("GET", `/debug_token?input_token=${token}`)).json()).toMatchObject(valid);
  emulator.clock.advance(2 * 3_600_000);
  expect(await createGraphCaller(emulator, token).get("/me")).toMatchObject({
    error: { code: 190, error_subcode: 463 },
  });
  expect(await (await app.send("GET", `/debug_token?input_token=${token}`)).json()).toMatchObject({
    data: { is_valid: false },
  });
  emulator.clock.live();
});

test("no token, a wrong token and a wrong proof are each refused in their own way", async () => {
  expect(await (await ask("/v26.0/me")).json()).toMatchObject({ error: { code: 2500 } });
  expect(await (await ask("/v26.0/100200300400501")).json()).toMatchObject({ error: { code: 104 } });
  expect(await (await ask("/v26.0/me?access_token=nonsense")).json()).toMatchObject({ error: { code: 190 } });
  const proof = await ask("/v26.0/me?access_token=page-token-northwind&appsecret_proof=00");
  expect(await proof.json()).toMatchObject({ error: { code: 100, type: "GraphMethodException" } });
});
