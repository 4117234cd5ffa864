import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { findViewer } from "@/lib/session";

/** The start sends you to your first Page, or to the door. */
export default async function StartPage() {
  const viewer = await findViewer();
  const first = viewer?.pages[0];
  redirect(first === undefined ? paths.signIn() : paths.customers(first.id));
}
