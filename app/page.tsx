import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { findSession } from "@/lib/session";

/** The start sends you to your first Page, or to the door. */
export default async function StartPage() {
  const session = await findSession();
  const first = session?.pages[0];
  redirect(first === undefined ? paths.signIn() : paths.customers(first.id));
}
