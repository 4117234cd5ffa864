import { randomBytes } from "node:crypto";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { findDemoUser } from "./demo-accounts";
import { paths } from "./paths";
import { readOrMakeSecret } from "./secret-file";

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
    pages: { signIn: paths.signIn() },
    providers: [
      CredentialsProvider({
        id: "demo",
        credentials: { account: {} },
        authorize: (credentials) => findDemoUser(credentials?.account ?? ""),
      }),
    ],
    callbacks: {
      jwt: ({ token, user, trigger }) =>
        trigger === "signIn" ? { sub: user.id, sessionVersion: user.sessionVersion } : token,
      session: ({ session, token }) => ({
        ...session,
        userId: token.sub ?? "",
        sessionVersion: token.sessionVersion,
      }),
    },
  };
}
