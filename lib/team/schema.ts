import type { Role } from "../domain/permissions";

/** Why signing in, setting up or accepting an invitation did not work; the words are in the catalogue. */
const signInRefusals = [
  "wrong-password",
  "too-many-tries",
  "code-wrong",
  "already-set-up",
  "invite-gone",
  "name-empty",
  "email-wrong",
  "email-taken",
  "password-short",
  "password-long",
  "facebook-unknown",
] as const;
export type SignInRefusal = (typeof signInRefusals)[number];

export function isSignInRefusal(code: string): code is SignInRefusal {
  return (signInRefusals as readonly string[]).includes(code);
}

export interface Member {
  userId: string;
  name: string;
  email: string;
  role: Role;
}

export interface OpenInvite {
  id: string;
  role: Role;
  createdByName: string | null;
  /** ISO 8601 */
  expiresAt: string;
}

export interface Team {
  members: Member[];
  invites: OpenInvite[];
}
