import { db } from "../db";
import { isPassword } from "../password";
import { countSignInTry, forgetSignInTries } from "../sign-in-tries";
import { SignInRefused } from "./new-person";

/** The person with this address and password. @throws SignInRefused the same whichever of the two is wrong */
export async function signInWithPassword(
  email: string,
  password: string,
): Promise<{ id: string; name: string; sessionVersion: number }> {
  const address = email.trim().toLowerCase();
  if (!(await countSignInTry(`password:${address}`))) throw new SignInRefused("too-many-tries");
  const user = await db().user.findUnique({
    where: { email: address },
    select: { id: true, name: true, sessionVersion: true, passwordHash: true },
  });
  if (!(await isPassword(password, user?.passwordHash ?? null)) || !user)
    throw new SignInRefused("wrong-password");
  await forgetSignInTries(`password:${address}`);
  const { id, name, sessionVersion } = user;
  return { id, name, sessionVersion };
}

/** The person who signs in with this Facebook account, or null. */
export async function findFacebookPerson(facebookUserId: string) {
  return db().user.findUnique({
    where: { facebookUserId },
    select: { id: true, name: true, sessionVersion: true },
  });
}
