import { randomBytes } from "node:crypto";

/** What the person agreed to in the dialog. */
export interface Grant {
  redirectUri: string;
  scopes: string[];
  pageIds: string[] | null;
  expiresAt: number;
  isUsed: boolean;
}

const codeLifeMs = 10 * 60_000;
const codesMax = 1_000;

/** Authorization codes: good once, for ten minutes, and gone when the emulator stops. */
export class CodeBook {
  private readonly grants = new Map<string, Grant>();

  issue(grant: Pick<Grant, "redirectUri" | "scopes" | "pageIds">, now: number): string {
    const code = `AQ${randomBytes(48).toString("base64url")}`;
    const oldest = this.grants.keys().next();
    if (this.grants.size >= codesMax && !oldest.done) this.grants.delete(oldest.value);
    this.grants.set(code, { ...grant, expiresAt: now + codeLifeMs, isUsed: false });
    return code;
  }

  find(code: string): Grant | null {
    return this.grants.get(code) ?? null;
  }
}
