import { timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";
import { webhookVerifyToken } from "@/lib/facebook-pages/mutations";
import { log } from "@/lib/log";
import { keepDelivery } from "@/lib/webhooks/receive";
import { isSignedBy } from "@/lib/webhooks/signature";

const bodyBytesMax = 1024 * 1024;

/** The handshake: repeats the challenge to whoever knows the verify token. */
export function GET(request: Request): Response {
  const query = new URL(request.url).searchParams;
  const given = Buffer.from(query.get("hub.verify_token") ?? "");
  const expected = Buffer.from(webhookVerifyToken());
  const isOurs = given.length === expected.length && timingSafeEqual(given, expected);
  if (query.get("hub.mode") !== "subscribe" || !isOurs) return new Response(null, { status: 403 });
  return new Response(query.get("hub.challenge") ?? "", { headers: { "content-type": "text/plain" } });
}

/** Meta's events: signature over the raw bytes, kept, answered 200. Without a place to keep them, 503: Meta retries. */
export async function POST(request: Request): Promise<Response> {
  const secret = env().FACEBOOK_APP_SECRET;
  if (!secret) return new Response(null, { status: 503 });
  if (Number(request.headers.get("content-length") ?? 0) > bodyBytesMax)
    return new Response(null, { status: 413 });
  const body = await readBody(request);
  if (!body) return new Response(null, { status: 413 });
  if (!isSignedBy(secret, body, request.headers.get("x-hub-signature-256")))
    return new Response(null, { status: 403 });
  try {
    await keepDelivery(body);
    return new Response("EVENT_RECEIVED");
  } catch (error) {
    log.error({ err: error }, "a webhook could not be kept");
    return new Response(null, { status: 503 });
  }
}

/** Stops reading where it becomes too long, whatever length was announced. @returns null when it is too long */
async function readBody(request: Request): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > bodyBytesMax) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}
