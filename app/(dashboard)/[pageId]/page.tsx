import { redirect } from "next/navigation";
import { paths } from "@/lib/paths";

export default async function PageStart({ params }: { params: Promise<{ pageId: string }> }) {
  redirect(paths.customers((await params).pageId));
}
