import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { findViewer } from "@/lib/session";

/** The start sends you to your first Page, to connecting one, or to the door. */
export default async function StartPage() {
  const viewer = await findViewer();
  if (viewer === null) redirect(paths.signIn());
  const first = viewer.pages[0];
  redirect(first === undefined ? paths.connect() : paths.page(first.id));
}
