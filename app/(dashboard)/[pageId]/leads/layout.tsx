import type { ReactNode } from "react";
import { LeadRoom } from "@/components/leads/lead-room";

export default function LeadLayout({ children }: { children: ReactNode }) {
  return <LeadRoom>{children}</LeadRoom>;
}
