"use client";

import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import activity from "@/lib/messages/en/activity.json";
import broadcasts from "@/lib/messages/en/broadcasts.json";
import jobs from "@/lib/messages/en/jobs.json";
import labels from "@/lib/messages/en/labels.json";
import predicate from "@/lib/messages/en/predicate.json";

const words = { activity, broadcasts, jobs, labels, predicate };

/** What every view of the activity stands in: its words, and the address as state. */
export function ActivityRoom({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <RoomWords words={words}>{children}</RoomWords>
    </NuqsAdapter>
  );
}
