import { randomBytes } from "node:crypto";
import type { NextAuthOptions, Account } from "next-auth";
import { getServerSession } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { db } from "./db";
import { findDemoUser } from "./demo-accounts";
import { facebookProvider } from "./facebook-login";
import { offerUserToken } from "./facebook-pages/offered-token";
import { paths } from "./paths";
import { readOrMakeSecret } from "./secret-file";
import { makeFirstAdmin } from "./team/first-admin";
import { acceptInvite, acceptInviteAs } from "./team/invites";
import { findFacebookPerson, signInWithPassword } from "./team/sign-in";

declare module "next-auth" {
  interface Session {
    userId: string;
    sessionVersion: number;
  }
  interface User {
    sessionVersion: number;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    sessionVersion: number;
  }
}

const sessionSeconds = 7 * 24 * 3600;

/**
 * Sessions hold a person's id and session version, nothing else: who may do what is read from the database on
 * every request, so that a removed person is out at once.
 */
export function authOptions(): NextAuthOptions {
  return {
    secret: readOrMakeSecret("session.secret", () => randomBytes(32).toString("base64")),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    pages: { signIn: paths.signIn(), error: paths.signIn() },
    providers: [...ownProviders(), ...facebookProvider()],
    callbacks: {
      signIn: ({ account }) => (account?.provider === "facebook" ? bringFromFacebook(account) : true),
      jwt: async ({ token, user, account, trigger }) => {
        if (trigger !== "signIn") return token;
        const person = account?.provider === "facebook" ? await findPersonOf(account) : user;
        return { sub: person.id, sessionVersion: person.sessionVersion };
      },
      session: ({ session, token }) => ({
        ...session,
        userId: token.sub ?? "",
        sessionVersion: token.sessionVersion,
      }),
    },
  };
}

/** Each takes what was typed and gives the person, or throws a code of `signInRefusals`. */
function ownProviders() {
  return [
    CredentialsProvider({
      id: "demo",
      credentials: { account: {} },
      authorize: (given) => findDemoUser(given?.account ?? ""),
    }),
    CredentialsProvider({
      id: "password",
      credentials: { email: {}, password: {} },
      authorize: (given) => signInWithPassword(given?.email ?? "", given?.password ?? ""),
    }),
    CredentialsProvider({
      id: "setup",
      credentials: { code: {}, name: {}, email: {}, password: {} },
      authorize: (given) => makeFirstAdmin(given ?? {}),
    }),
    CredentialsProvider({
      id: "invite",
      credentials: { token: {}, name: {}, email: {}, password: {} },
      authorize: async (given) => {
        const current = await findSignedIn();
        return current ? acceptInviteAs(current, given?.token ?? "") : acceptInvite(given ?? {});
      },
    }),
  ];
}

/**
 * Somebody signed in who goes through Facebook brings permission for their Pages, and can sign in with that account
 * from then on; anybody else must be such a person already.
 * @returns where to go instead, when it may not be
 */
async function bringFromFacebook(account: Account): Promise<boolean | string> {
  const owner = await findFacebookPerson(account.providerAccountId);
  const current = await findSignedIn();
  if (current === null) return owner !== null || `${paths.signIn()}?error=facebook-unknown`;
  if (owner !== null && owner.id !== current.id) return `${paths.connect()}?trouble=account-of-another`;
  await db().user.update({
    where: { id: current.id },
    data: { facebookUserId: account.providerAccountId },
  });
  if (account.access_token) await offerUserToken(current.id, account.access_token);
  return true;
}

async function findPersonOf(account: Account) {
  const person = await findFacebookPerson(account.providerAccountId);
  if (!person) throw new Error("A Facebook account was let in that belongs to nobody");
  return person;
}

async function findSignedIn() {
  const session = await getServerSession(authOptions());
  if (!session?.userId) return null;
  return db().user.findUnique({
    where: { id: session.userId, sessionVersion: session.sessionVersion },
    select: { id: true, name: true, sessionVersion: true },
  });
}
