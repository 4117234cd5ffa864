import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignIn } from "@/components/sign-in/sign-in";
import { listDemoAccounts } from "@/lib/demo-accounts";
import { messages } from "@/lib/messages/catalogue";
import { paths } from "@/lib/paths";
import { findSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.signIn.title };

export default async function SignInPage() {
  const session = await findSession();
  if (session?.pages[0] !== undefined) redirect(paths.customers(session.pages[0].id));
  return <SignIn accounts={listDemoAccounts()} />;
}
