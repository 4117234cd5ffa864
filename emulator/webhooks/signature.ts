import { createHmac } from "node:crypto";

/** JSON the way Meta sends and signs it: everything beyond ASCII escaped in lower case, slashes too. */
export function toWireJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replaceAll("/", "\\/");
}

/** Both signatures, over the bytes as they go out. */
export function signatureHeaders(body: string, secret: string): Record<string, string> {
  return {
    "X-Hub-Signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
    "X-Hub-Signature": `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`,
  };
}
