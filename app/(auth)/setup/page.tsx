import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupView } from "@/components/sign-in/setup-view";
import { messages } from "@/lib/messages/catalogue";
import { paths } from "@/lib/paths";
import { isSetUp } from "@/lib/team/first-admin";

export const metadata: Metadata = { title: messages.signIn.setup.title };

export default async function SetupPage() {
  if (await isSetUp()) redirect(paths.signIn());
  return <SetupView />;
}
