import { expect } from "vitest";

/** Vitest's own matchers are typed `any`; these say that nothing is known of what they stand for. */
export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);

export function textLike(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

export function listWith(items: unknown[]): unknown {
  return expect.arrayContaining(items);
}
