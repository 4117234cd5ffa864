"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import broadcasts from "@/lib/messages/en/broadcasts.json";
import csvImports from "@/lib/messages/en/csv-imports.json";
import customers from "@/lib/messages/en/customers.json";
import directMessages from "@/lib/messages/en/direct-messages.json";
import jobs from "@/lib/messages/en/jobs.json";
import leads from "@/lib/messages/en/leads.json";
import policy from "@/lib/messages/en/policy.json";
import predicate from "@/lib/messages/en/predicate.json";
import segments from "@/lib/messages/en/segments.json";

const words = { broadcasts, csvImports, customers, directMessages, jobs, leads, policy, predicate, segments };

/** What every view of customers stands in: its words, and the address as state. */
export function CustomerRoom({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <RoomWords words={words}>{children}</RoomWords>
    </NuqsAdapter>
  );
}
