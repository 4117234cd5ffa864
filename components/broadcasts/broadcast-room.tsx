"use client";

import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import broadcasts from "@/lib/messages/en/broadcasts.json";
import deliveryReasons from "@/lib/messages/en/delivery-reasons.json";
import jobs from "@/lib/messages/en/jobs.json";
import policy from "@/lib/messages/en/policy.json";
import predicate from "@/lib/messages/en/predicate.json";
import predicateProblems from "@/lib/messages/en/predicate-problems.json";

const words = { broadcasts, deliveryReasons, jobs, policy, predicate, predicateProblems };

/** What every view of broadcasts stands in: its words. */
export function BroadcastRoom({ children }: { children: ReactNode }) {
  return <RoomWords words={words}>{children}</RoomWords>;
}
