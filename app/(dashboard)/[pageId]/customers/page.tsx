import type { Metadata } from "next";
import { CustomerView } from "@/components/customers/customer-view";
import { Prefetched, toRead } from "@/components/shell/prefetched";
import { listCustomers } from "@/lib/customers/data";
import { customersQuery } from "@/lib/customers/queries";
import { customersPageLength } from "@/lib/customers/schema";
import { messages } from "@/lib/messages/catalogue";
import { readPredicateCode } from "@/lib/segments/predicate-input";
import { requirePageSession } from "@/lib/session";

export const metadata: Metadata = { title: messages.customers.title };

type CustomersPageProps = {
  params: Promise<{ pageId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CustomersPage({ params, searchParams }: CustomersPageProps) {
  const { page } = await requirePageSession((await params).pageId);
  const asked = await searchParams;
  const search = toText(asked.search);
  const filter = toText(asked.filter);
  const cursor = toText(asked.cursor);
  const read = async () =>
    listCustomers(page.id, {
      search: search ?? null,
      filter: filter === undefined ? null : await readPredicateCode(page.id, filter),
      cursor: cursor ?? null,
      limit: customersPageLength,
    });
  return (
    <Prefetched reads={[toRead(customersQuery(page.id, { search, filter, cursor }), read)]}>
      <CustomerView />
    </Prefetched>
  );
}

function toText(value: string | string[] | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
