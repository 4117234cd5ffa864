import type { ReactNode } from "react";
import { CustomerRoom } from "@/components/customers/customer-room";

export default function CustomerLayout({ children }: { children: ReactNode }) {
  return <CustomerRoom>{children}</CustomerRoom>;
}
