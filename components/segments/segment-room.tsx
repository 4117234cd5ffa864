"use client";

import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import frozenLists from "@/lib/messages/en/frozen-lists.json";
import predicate from "@/lib/messages/en/predicate.json";
import predicateProblems from "@/lib/messages/en/predicate-problems.json";
import segments from "@/lib/messages/en/segments.json";

const words = { frozenLists, predicate, predicateProblems, segments };

/** What every view of segments stands in: its words. */
export function SegmentRoom({ children }: { children: ReactNode }) {
  return <RoomWords words={words}>{children}</RoomWords>;
}
