import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createGraphAppClient, createGraphClient, createGraphUserClient } from "./client";
import { GraphError, graphErrorKinds, toGraphErrorKind } from "./errors";
import { json, openToldNetwork, type Asked, type Told } from "./told-network.fixture";
import type { GraphUsage } from "./usage";

/** A Graph that answers what it is told and remembers what it was asked. */
function createGraph(...answers: Told[]) {
  const asked: Asked[] = [];
  const dispatcher = openToldNetwork((request) => {
    asked.push(request);
    return answers.shift() ?? json("{}");
  });
  return { asked, dispatcher };
}

const connection = { baseUrl: "https://graph.test", token: "page-token", pageId: "42" };

async function provoke(answer: Told): Promise<GraphError> {
  const graph = createGraph(answer);
  const client = createGraphClient({ ...connection, profile: "current", dispatcher: graph.dispatcher });
  const error: unknown = await client.getPage().catch((thrown: unknown) => thrown);
  if (!(error instanceof GraphError)) throw new Error("expected a GraphError", { cause: error });
  return error;
}

describe("what goes out", () => {
  test("each era's paths, version and label field; the token in the header only", async () => {
    const eras = [
      { profile: "legacy", path: "/v2.11/me/custom_labels", field: "name" },
      { profile: "current", path: "/v25.0/42/custom_labels", field: "page_label_name" },
    ] as const;
    for (const { profile, path, field } of eras) {
      const graph = createGraph(json('{"id": 1712444532121303}'));
      const client = createGraphClient({ ...connection, profile, dispatcher: graph.dispatcher });
      expect(await client.createLabel("VIP")).toEqual({ id: "1712444532121303" });
      expect(graph.asked[0]?.url.href).toBe(`https://graph.test${path}`);
      expect(graph.asked[0]?.headers.get("authorization")).toBe("Bearer page-token");
      expect(JSON.parse(graph.asked[0]?.body ?? "")).toEqual({ [field]: "VIP" });
    }
  });

  test("with an app secret every call proves it", async () => {
    const graph = createGraph(json('{"id":"42","name":"Page"}'));
    const client = createGraphClient({
      ...connection,
      profile: "current",
      appSecret: "s",
      dispatcher: graph.dispatcher,
    });
    await client.getPage();
    const proof = createHmac("sha256", "s").update("page-token").digest("hex");
    expect(graph.asked[0]?.url.searchParams.get("appsecret_proof")).toBe(proof);
    expect(graph.asked[0]?.url.search).not.toContain("page-token");
  });

  test("an id can never become another path", async () => {
    const graph = createGraph();
    const client = createGraphClient({ ...connection, profile: "current", dispatcher: graph.dispatcher });
    for (const id of ["../me", "1/label", "1?fields=x", "", "..", "1#"]) {
      await expect(client.deleteLabel(id)).rejects.toMatchObject({ kind: "missing" });
    }
    expect(graph.asked).toEqual([]);
  });

  test("a broadcast names its audience as the document does, or says every open conversation in so many words", async () => {
    const graph = createGraph(...[1, 2, 3].map(() => json('{"broadcast_id": 827}')));
    const client = createGraphClient({ ...connection, profile: "legacy", dispatcher: graph.dispatcher });
    const labels = { operator: "OR" as const, values: ["50", { operator: "NOT" as const, values: ["1"] }] };
    await client.sendBroadcast({ messageCreativeId: "938461089", audience: { targeting: { labels } } });
    await client.sendBroadcast({ messageCreativeId: "938461089", audience: { custom_label_id: "50" } });
    const id = await client.sendBroadcast({
      messageCreativeId: "938461089",
      audience: "every-open-conversation",
    });
    expect(id).toBe("827");
    expect(graph.asked.map(({ body }): unknown => JSON.parse(body))).toEqual([
      { message_creative_id: "938461089", targeting: { labels } },
      { message_creative_id: "938461089", custom_label_id: "50" },
      { message_creative_id: "938461089" },
    ]);
  });

  test("app and user calls carry their own tokens", async () => {
    const page = '{"data":[{"id":"7","name":"P","access_token":"t","tasks":["MESSAGING"]}]}';
    const graph = createGraph(
      json('{"success":"true"}'),
      json('{"data":{"is_valid":true,"expires_at":0}}'),
      json(page),
    );
    const { baseUrl } = connection;
    const app = createGraphAppClient({
      baseUrl,
      appId: "900",
      appSecret: "shh",
      dispatcher: graph.dispatcher,
    });
    await app.subscribeWebhooks({
      callbackUrl: "https://us.test/hook",
      verifyToken: "v",
      fields: ["messages"],
    });
    expect(await app.debugToken("page-token")).toMatchObject({ isValid: true, expiresAt: null });
    const user = createGraphUserClient({ baseUrl, token: "user-token", dispatcher: graph.dispatcher });
    for await (const account of user.listAccounts()) expect(account).toMatchObject({ id: "7", token: "t" });
    const tokens = graph.asked.map(({ headers }) => headers.get("authorization"));
    expect(tokens).toEqual(["Bearer 900|shh", "Bearer 900|shh", "Bearer user-token"]);
  });
});

describe("what comes back", () => {
  test("ids keep every digit, whether quoted or not", async () => {
    const graph = createGraph(
      json('{"data":[{"id":24633018877401211,"name":"a 12345678901234567890 b"},{"id":7,"name":"c"}]}'),
    );
    const client = createGraphClient({ ...connection, profile: "legacy", dispatcher: graph.dispatcher });
    const labels = [];
    for await (const label of client.listLabels()) labels.push(label);
    expect(labels).toEqual([
      { id: "24633018877401211", name: "a 12345678901234567890 b" },
      { id: "7", name: "c" },
    ]);
  });

  test("a list ends where no next page is named, although cursors stand on the last page too", async () => {
    const graph = createGraph(json('{"data":[],"paging":{"cursors":{"before":"a","after":"b"}}}'));
    const client = createGraphClient({ ...connection, profile: "current", dispatcher: graph.dispatcher });
    for await (const label of client.listLabels()) expect(label).toBeUndefined();
    expect(graph.asked).toHaveLength(1);
  });

  test("the token is never sent to another origin, and never put back into an address", async () => {
    const next = (href: string) => json(JSON.stringify({ data: [], paging: { next: href } }));
    const same = "https://graph.test/v25.0/42/custom_labels?after=x&access_token=page-token";
    for (const foreign of [
      "https://evil.test/next",
      "http://graph.test/next",
      "https://graph.test:444/",
      "/relative",
    ]) {
      const graph = createGraph(next(same), next(foreign));
      const client = createGraphClient({ ...connection, profile: "current", dispatcher: graph.dispatcher });
      const walk = client.listLabels()[Symbol.asyncIterator]().next();
      await expect(walk).rejects.toMatchObject({ kind: "protocol" });
      expect(graph.asked.map(({ url }) => url.href)).toEqual([
        "https://graph.test/v25.0/42/custom_labels?fields=page_label_name&limit=200",
        "https://graph.test/v25.0/42/custom_labels?after=x",
      ]);
    }
  });

  test("a page that names itself as the next one does not go on for ever", async () => {
    const loop = JSON.stringify({ data: [], paging: { next: "https://graph.test/again" } });
    const graph = createGraph(...Array.from({ length: 5 }, () => json(loop)));
    const client = createGraphClient({ ...connection, profile: "current", dispatcher: graph.dispatcher });
    await expect(client.listLabels()[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      kind: "protocol",
    });
    expect(graph.asked).toHaveLength(2);
  });

  test("the limits named in headers are told, and how long to wait is minutes", async () => {
    const told: GraphUsage[] = [];
    const business =
      '{"42":[{"type":"messenger","call_count":97,"total_time":23,"estimated_time_to_regain_access":19}]}';
    const headers = { "x-app-usage": '{"call_count":28}', "x-business-use-case-usage": business };
    const graph = createGraph(
      json('{"error":{"code":80006,"message":"slow down"}}', { status: 400, headers }),
    );
    const onUsage = (usage: GraphUsage) => told.push(usage);
    const client = createGraphClient({
      ...connection,
      profile: "current",
      dispatcher: graph.dispatcher,
      onUsage,
    });
    await expect(client.getPage()).rejects.toMatchObject({
      kind: "rate-limited",
      regainAccessMs: 19 * 60_000,
    });
    expect(told).toEqual([{ usedPercent: 97, regainAccessMs: 19 * 60_000 }]);
  });

  test("a batch item without an answer is unknown, not failed", async () => {
    const graph = createGraph(
      json('[null,{"code":200,"body":"{\\"message_id\\":\\"m_1\\"}"},{"code":500,"body":"oops"}]'),
    );
    const client = createGraphClient({ ...connection, profile: "current", dispatcher: graph.dispatcher });
    const send = { psid: "1", content: { text: "hi" }, messagingType: "RESPONSE" } as const;
    expect(await client.sendMessages([send, send, send])).toMatchObject([
      { ok: false, error: { kind: "no-answer", sendConsequence: "unknown" } },
      { ok: true, value: { messageId: "m_1", recipientId: null } },
      { ok: false, error: { kind: "temporary", sendConsequence: "unknown" } },
    ]);
  });
});

describe("what a failed call proves", () => {
  const broken = (code: string) => Object.assign(new Error(code), { code });
  test.each<[string, () => Told, string]>([
    ["nobody listens", () => broken("ECONNREFUSED"), "retry"],
    ["the name is unknown", () => broken("ENOTFOUND"), "retry"],
    ["the connection broke", () => broken("ECONNRESET"), "unknown"],
    ["the time was up", () => new DOMException("late", "TimeoutError"), "unknown"],
    ["a gateway answered in HTML", () => json("<html>", { status: 502 }), "unknown"],
    ["an empty 500", () => json("{}", { status: 500 }), "unknown"],
    ["a way somewhere else", () => json('{"id":"42","name":"Page"}', { status: 302 }), "unknown"],
    ["another shape", () => json('{"hello":1}'), "unknown"],
    ["code 1", () => json('{"error":{"code":1}}', { status: 400 }), "unknown"],
    ["code 2", () => json('{"error":{"code":2,"is_transient":true}}', { status: 400 }), "unknown"],
    [
      "an unknown code that calls itself transient",
      () => json('{"error":{"code":9,"is_transient":true}}'),
      "unknown",
    ],
    ["an unknown code", () => json('{"error":{"code":9}}', { status: 400 }), "fail"],
    ["code 4", () => json('{"error":{"code":4}}', { status: 400 }), "retry"],
    ["a closed window", () => json('{"error":{"code":10,"error_subcode":2018278}}', { status: 400 }), "skip"],
    ["an expired token", () => json('{"error":{"code":190,"error_subcode":463}}', { status: 400 }), "pause"],
  ])("%s", async (_, answer, consequence) => {
    expect((await provoke(answer())).sendConsequence).toBe(consequence);
  });

  test("only what proves that nothing was sent may be sent again", () => {
    for (const row of Object.values(graphErrorKinds)) {
      if (row.sendConsequence === "retry") expect(row.provesNothingDone).toBe(true);
      if (!row.provesNothingDone) expect(row.sendConsequence).toBe("unknown");
    }
  });

  test("codes without a row of their own follow their family", () => {
    expect(toGraphErrorKind(80_001, null, 400)).toBe("rate-limited");
    expect(toGraphErrorKind(80_006, 42, 400)).toBe("rate-limited");
    expect(toGraphErrorKind(294, null, 400)).toBe("permission");
    expect(toGraphErrorKind(100, 2018047, 400)).toBe("invalid");
    expect(toGraphErrorKind(12_345, null, 503)).toBe("temporary");
  });
});
