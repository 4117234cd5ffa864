import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignIn } from "@/components/sign-in/sign-in";
import { listDemoAccounts } from "@/lib/demo-accounts";
import { env } from "@/lib/env";
import { messages } from "@/lib/messages/catalogue";
import { paths } from "@/lib/paths";
import { findViewer } from "@/lib/session";
import { isSetUp } from "@/lib/team/first-admin";

export const metadata: Metadata = { title: messages.signIn.title };

type SignInPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { error } = await searchParams;
  // Whoever is signed in comes here only when Facebook sent them back from connecting a Page.
  if (await findViewer())
    redirect(error === undefined ? paths.home() : paths.connect({ trouble: "refused" }));
  if (!(await isSetUp())) redirect(paths.setup());
  return (
    <SignIn
      accounts={await listDemoAccounts()}
      hasFacebook={env().FACEBOOK_APP_ID !== undefined}
      error={typeof error === "string" ? error : null}
    />
  );
}
