import type { Metadata } from "next";
import { InviteView } from "@/components/sign-in/invite-view";
import { messages } from "@/lib/messages/catalogue";
import { findViewer } from "@/lib/session";
import { findInvite } from "@/lib/team/invites";

export const metadata: Metadata = { title: messages.signIn.title, referrer: "no-referrer" };

export default async function InvitePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invite, viewer] = await Promise.all([findInvite(token), findViewer()]);
  return <InviteView token={token} invite={invite} signedInName={viewer?.user.name ?? null} />;
}
