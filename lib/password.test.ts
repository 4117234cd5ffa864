import { expect, test } from "vitest";
import { hashPassword, isPassword } from "./password";

test("a password opens its own hash, however its accents were typed, and no other does", async () => {
  const hash = await hashPassword("crème brûlée 42");
  expect(hash).not.toContain("crème");
  expect(await isPassword("cre\u0300me bru\u0302le\u0301e 42", hash)).toBe(true);
  expect(await isPassword("creme brulee 42", hash)).toBe(false);
  expect(await hashPassword("crème brûlée 42")).not.toBe(hash);
});

test("nobody without a password can sign in with one", async () => {
  for (const hash of [null, "", "scrypt$", "plain$a$b"]) expect(await isPassword("", hash)).toBe(false);
});
