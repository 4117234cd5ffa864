"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import broadcasts from "@/lib/messages/en/broadcasts.json";
import jobs from "@/lib/messages/en/jobs.json";
import labels from "@/lib/messages/en/labels.json";
import predicate from "@/lib/messages/en/predicate.json";

const words = { broadcasts, jobs, labels, predicate };

/** What every view of labels stands in: its words, and the address as state. */
export function LabelRoom({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <RoomWords words={words}>{children}</RoomWords>
    </NuqsAdapter>
  );
}
