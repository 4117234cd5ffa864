import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignIn } from "@/components/sign-in/sign-in";
import { listDemoAccounts } from "@/lib/demo-accounts";
import { messages } from "@/lib/messages/catalogue";
import { paths } from "@/lib/paths";
import { findViewer } from "@/lib/session";

export const metadata: Metadata = { title: messages.signIn.title };

export default async function SignInPage() {
  const viewer = await findViewer();
  if (viewer?.pages[0] !== undefined) redirect(paths.customers(viewer.pages[0].id));
  return <SignIn accounts={await listDemoAccounts()} />;
}
