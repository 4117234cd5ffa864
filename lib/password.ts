import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from "node:crypto";

/** OWASP's first choice for scrypt (2024): 128 MB and about a third of a second for each try. */
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } satisfies ScryptOptions;
const keyBytes = 32;

/** Form: `scrypt$salt$key`, both base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt$${salt.toString("base64url")}$${(await derive(password, salt)).toString("base64url")}`;
}

/**
 * Compared in constant time. Without a hash the same work is done for nothing, so that the answer's time does not
 * tell whether somebody exists.
 */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [kind, salt, key] = (hash ?? "").split("$");
  const known = kind === "scrypt" && salt !== undefined && key !== undefined;
  const expected = known ? Buffer.from(key, "base64url") : randomBytes(keyBytes);
  const given = await derive(password, known ? Buffer.from(salt, "base64url") : randomBytes(16));
  return timingSafeEqual(given, expected) && known;
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, keyBytes, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
