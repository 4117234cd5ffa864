import { randomBytes } from "node:crypto";
import { beforeAll, expect, test } from "vitest";

const oldKey = `k1:${randomBytes(32).toString("base64")}`;
const newKey = `k2:${randomBytes(32).toString("base64")}`;

beforeAll(() => {
  process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
});

async function cipherWith(keys: string) {
  process.env.TOKEN_KEY = keys;
  const { vi } = await import("vitest");
  vi.resetModules();
  return import("./token-cipher");
}

test("a sealed token opens again, also after a new key came before the old one", async () => {
  const before = await cipherWith(oldKey);
  const sealed = before.sealToken("page-token", "100");
  expect(sealed).not.toContain("page-token");
  const after = await cipherWith(`${newKey},${oldKey}`);
  expect(after.openToken(sealed, "100")).toBe("page-token");
  expect(after.sealToken("page-token", "100").split(".")[0]).not.toBe(sealed.split(".")[0]);
});

test("a sealed token opens neither for another Page, nor changed, nor without its key", async () => {
  const { sealToken, openToken } = await cipherWith(oldKey);
  const sealed = sealToken("page-token", "100");
  expect(() => openToken(sealed, "101")).toThrow();
  const [id, iv, tag, text] = sealed.split(".");
  expect(() => openToken([id, iv, tag, `${text!.slice(0, -2)}AA`].join("."), "100")).toThrow();
  const other = await cipherWith(newKey);
  expect(() => other.openToken(sealed, "100")).toThrow(/TOKEN_KEY/);
});
