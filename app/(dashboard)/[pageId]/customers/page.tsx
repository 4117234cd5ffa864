import type { Metadata } from "next";
import { CustomerView } from "@/components/customers/customer-view";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.customers.title };

export default function CustomersPage() {
  return <CustomerView />;
}
