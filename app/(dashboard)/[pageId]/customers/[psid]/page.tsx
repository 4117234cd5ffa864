import type { Metadata } from "next";
import { OneCustomerView } from "@/components/customers/one-customer-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { getCustomerProfile } from "@/lib/customers/one-customer";
import { customerQuery } from "@/lib/customers/queries";
import { messages } from "@/lib/messages/catalogue";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.customers.one.title };

type CustomerPageProps = { params: Promise<{ pageId: string; psid: string }> };

export default async function CustomerPage({ params }: CustomerPageProps) {
  const { pageId, psid } = await params;
  const { page } = await requirePageSession(pageId);
  return (
    <Prefetched reads={[toRead(customerQuery(page.id, psid), () => getCustomerProfile(page.id, psid))]}>
      <OneCustomerView psid={psid} />
    </Prefetched>
  );
}
