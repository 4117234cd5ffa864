import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createGraphClient } from "./client";

/** A Graph that behaves badly, over a real connection. */
async function openGraph(answer: RequestListener, timeoutMs?: number) {
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  onTestFinished(() => {
    server.closeAllConnections();
    return close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createGraphClient({ baseUrl, token: "t", pageId: "42", profile: "current", timeoutMs });
  const send = () => client.sendMessage({ psid: "7", content: { text: "hi" }, messagingType: "RESPONSE" });
  return { send, close, asked: () => asked };
}

test("where nobody listens, nothing went out", async () => {
  const { send, close } = await openGraph(() => undefined);
  await close();
  await expect(send()).rejects.toMatchObject({ kind: "unreachable", provesNothingDone: true });
});

test("a connection that ends before or within the answer leaves it unknown, and nothing is asked twice", async () => {
  for (const answer of [
    (_, response) => response.destroy(),
    (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"message_id":', () => response.destroy());
    },
  ] satisfies RequestListener[]) {
    const graph = await openGraph(answer);
    await expect(graph.send()).rejects.toMatchObject({ kind: "no-answer", provesNothingDone: false });
    expect(graph.asked()).toBe(1);
  }
});

test("an answer that comes drop by drop is given up when the time for all of it is over", async () => {
  const graph = await openGraph((_, response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write(" "), 10);
    response.on("close", () => clearInterval(dripping));
  }, 150);
  await expect(graph.send()).rejects.toMatchObject({
    kind: "no-answer",
    message: "The Graph did not answer in time",
  });
});

test("a redirect is not followed: the token is not taken along, and what was done is unknown", async () => {
  const graph = await openGraph((_, response) => {
    response.writeHead(307, { location: "/elsewhere" }).end('{"message_id":"m_1"}');
  });
  await expect(graph.send()).rejects.toMatchObject({ kind: "protocol", provesNothingDone: false });
  expect(graph.asked()).toBe(1);
});
