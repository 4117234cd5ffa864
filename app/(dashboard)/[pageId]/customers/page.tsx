import type { Metadata } from "next";
import { CustomerView } from "@/components/customers/customer-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { listCustomers } from "@/lib/customers/data";
import { customersQuery } from "@/lib/customers/queries";
import { customersBlockLength } from "@/lib/customers/schema";
import { messages } from "@/lib/messages/catalogue";
import { readCustomerView, toSelection } from "@/lib/customers/view-input";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.customers.title };

type CustomersPageProps = {
  params: Promise<{ pageId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CustomersPage({ params, searchParams }: CustomersPageProps) {
  const { page } = await requirePageSession((await params).pageId);
  const asked = Object.entries(await searchParams).flatMap(([name, value]) =>
    typeof value === "string" ? [[name, value]] : [],
  );
  const view = readCustomerView(new URLSearchParams(asked));
  const range = { from: 0, limit: customersBlockLength };
  const read = async () => listCustomers(page.id, await toSelection(page.id, view), range);
  return (
    <Prefetched reads={[toRead(customersQuery(page.id, view, 0), read)]}>
      <CustomerView />
    </Prefetched>
  );
}
