import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";
import { requirePageSession } from "@/lib/session";

/** Everybody lands where their day begins: support leads at the leads, the others at the customers. */
export default async function PageStart({ params }: { params: Promise<{ pageId: string }> }) {
  const { page, role } = await requirePageSession((await params).pageId);
  redirect(role === "support-lead" ? paths.leads(page.id) : paths.customers(page.id));
}
