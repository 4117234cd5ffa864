import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { env } from "./env";
import { readOrMakeSecret } from "./secret-file";

/** Said aloud: otherwise a tag of four bytes, which can be guessed, would be taken too. */
const authTagLength = 16;

interface Key {
  id: string;
  bytes: Buffer;
}

/**
 * Seals a Page's token with AES-256-GCM. The Page's id is bound in, so that a sealed token copied to another
 * Page's row does not open. Form: `keyId.iv.tag.text`, each part base64url.
 */
export function sealToken(token: string, pageId: string): string {
  const key = listKeys()[0]!;
  const iv = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key.bytes, iv, { authTagLength });
  cipher.setAAD(Buffer.from(pageId));
  const text = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return [Buffer.from(key.id), iv, cipher.getAuthTag(), text]
    .map((part) => part.toString("base64url"))
    .join(".");
}

/** @throws when the key is gone, or the text was changed or belongs to another Page */
export function openToken(sealed: string, pageId: string): string {
  const [keyId, iv, tag, text] = sealed.split(".").map((part) => Buffer.from(part, "base64url"));
  if (!keyId || !iv || !tag || !text) throw new Error(`The sealed token of Page ${pageId} is damaged.`);
  const key = listKeys().find(({ id }) => id === keyId.toString());
  if (!key)
    throw new Error(
      `The key "${keyId.toString()}" that sealed the token of Page ${pageId} is not in TOKEN_KEY.`,
    );
  const decipher = createDecipheriv("aes-256-gcm", key.bytes, iv, { authTagLength });
  decipher.setAAD(Buffer.from(pageId));
  decipher.setAuthTag(tag);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString("utf8");
}

let keys: Key[] | undefined;

function listKeys(): Key[] {
  keys ??= parseKeys(
    env().TOKEN_KEY ?? readOrMakeSecret("token.key", () => `k1:${randomBytes(32).toString("base64")}`),
  );
  return keys;
}

function parseKeys(text: string): Key[] {
  return text.split(",").map((part) => {
    const [id, encoded] = part.trim().split(":");
    const bytes = Buffer.from(encoded ?? "", "base64");
    if (!id || bytes.length !== 32) {
      throw new Error("TOKEN_KEY needs the form id:base64 of 32 bytes; several are separated by commas.");
    }
    return { id, bytes };
  });
}
