"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import broadcasts from "@/lib/messages/en/broadcasts.json";
import customers from "@/lib/messages/en/customers.json";
import directMessages from "@/lib/messages/en/direct-messages.json";
import labels from "@/lib/messages/en/labels.json";
import leads from "@/lib/messages/en/leads.json";
import policy from "@/lib/messages/en/policy.json";
import predicate from "@/lib/messages/en/predicate.json";

const words = { broadcasts, customers, directMessages, labels, leads, policy, predicate };

/** What every view of leads stands in: its words, and the address as state. */
export function LeadRoom({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <RoomWords words={words}>{children}</RoomWords>
    </NuqsAdapter>
  );
}
