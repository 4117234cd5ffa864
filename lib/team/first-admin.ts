import { createHash, randomInt, timingSafeEqual } from "node:crypto";
import { db, type Transaction } from "../db";
import { countSignInTry } from "../sign-in-tries";
import { createPerson, readNewPerson, SignInRefused, type NewPerson } from "./new-person";

/** Without letters and digits that are taken for one another. */
const alphabet = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

/** Whether nobody can sign in yet, so that the first admin is to be made. */
export async function isSetUp(transaction: Pick<Transaction, "user"> = db()): Promise<boolean> {
  return (await transaction.user.count()) > 0;
}

/**
 * Makes the one-time code of an empty installation; an earlier one no longer works. Only whoever sees what the
 * server prints can become the first admin.
 * @returns the code, `XXXX-XXXX-XXXX`, or null when somebody can sign in already
 */
export async function makeSetupCode(): Promise<string | null> {
  if (await isSetUp()) return null;
  const letters = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]!).join("");
  const codeHash = hashCode(letters);
  await db().setupCode.upsert({ where: { id: 1 }, create: { codeHash }, update: { codeHash } });
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/** Makes the first admin, once. @throws SignInRefused */
export async function makeFirstAdmin(
  given: Partial<Record<keyof NewPerson | "code", string>>,
): Promise<{ id: string; name: string; sessionVersion: number }> {
  if (!(await countSignInTry("setup"))) throw new SignInRefused("too-many-tries");
  const person = readNewPerson(given);
  return db().$transaction(async (transaction) => {
    const [kept] = await transaction.$queryRaw<{ code_hash: string }[]>`
      SELECT code_hash FROM setup_code FOR UPDATE`;
    if (await isSetUp(transaction)) throw new SignInRefused("already-set-up");
    const asked = hashCode((given.code ?? "").toUpperCase().replace(/[^A-Z0-9]/g, ""));
    if (!kept || !timingSafeEqual(Buffer.from(kept.code_hash), Buffer.from(asked)))
      throw new SignInRefused("code-wrong");
    await transaction.setupCode.deleteMany();
    return createPerson(transaction, person, { mayConnectPages: true });
  });
}

/** Sixty bits, used once: a plain hash is enough. */
function hashCode(letters: string): string {
  return createHash("sha256").update(letters).digest("hex");
}
