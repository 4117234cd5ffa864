import { Prisma } from "../generated/prisma/client";
import type { Transaction } from "../db";
import { hashPassword } from "../password";
import { passwordLengthMax, passwordLengthMin } from "../password-length";
import type { SignInRefusal } from "./schema";

export interface NewPerson {
  name: string;
  email: string;
  password: string;
}

/** Refused with a code of `signInRefusals`, which the form shows at its field. */
export class SignInRefused extends Error {
  override name = "SignInRefused";
  constructor(readonly code: SignInRefusal) {
    super(code);
  }
}

/** What is typed, made ready to be kept. @throws SignInRefused naming the field that is wrong */
export function readNewPerson(given: Partial<Record<keyof NewPerson, string>>): NewPerson {
  const name = (given.name ?? "").trim();
  const email = (given.email ?? "").trim().toLowerCase();
  const password = given.password ?? "";
  if (name === "" || name.length > 100) throw new SignInRefused("name-empty");
  // The only proof of an address is a letter that arrives; this catches slips.
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) || email.length > 200) throw new SignInRefused("email-wrong");
  if ([...password].length < passwordLengthMin) throw new SignInRefused("password-short");
  if (password.length > passwordLengthMax) throw new SignInRefused("password-long");
  return { name, email, password };
}

/** @throws SignInRefused when somebody has this address already */
export async function createPerson(
  transaction: Transaction,
  { name, email, password }: NewPerson,
  { mayConnectPages = false } = {},
): Promise<{ id: string; name: string; sessionVersion: number }> {
  const passwordHash = await hashPassword(password);
  try {
    return await transaction.user.create({
      data: { name, email, passwordHash, mayConnectPages },
      select: { id: true, name: true, sessionVersion: true },
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002")
      throw new SignInRefused("email-taken");
    throw error;
  }
}
