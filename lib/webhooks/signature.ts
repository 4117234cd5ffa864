import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * Whether Meta signed exactly these bytes with the app's secret (`X-Hub-Signature-256: sha256=<hex>`). The raw
 * bytes: a body that was parsed and written again has another signature. Compared in constant time.
 */
export function isSignedBy(appSecret: string, body: Uint8Array, header: string | null): boolean {
  const given = /^sha256=([0-9a-f]{64})$/i.exec(header ?? "")?.[1];
  if (!given) return false;
  const expected = createHmac("sha256", appSecret).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(given, "hex"));
}
