import { MockAgent } from "undici";

export type Asked = { url: URL; method: string; headers: Headers; body: string };
export type Told = { status: number; text: string; headers: Record<string, string> } | Error;

export const json = (
  text: string,
  { status = 200, headers = {} }: Partial<Exclude<Told, Error>> = {},
): Told => ({
  ...{ status, text, headers },
});

/** A network on which every request gets the answer, or the failure, that it is told: nothing leaves this process. */
export function openToldNetwork(answer: (asked: Asked) => Told): MockAgent {
  const network = new MockAgent();
  network.disableNetConnect();
  network
    .get(/./)
    .intercept({ path: () => true, method: () => true })
    .reply(({ origin, path, method, headers, body }) => {
      const told = answer({
        url: new URL(path, origin),
        method,
        headers: new Headers(headers),
        body: typeof body === "string" ? body : "",
      });
      if (told instanceof Error) throw told;
      return { statusCode: told.status, data: told.text, responseOptions: { headers: told.headers } };
    })
    .persist();
  return network;
}
