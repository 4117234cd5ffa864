"use client";

import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import signIn from "@/lib/messages/en/sign-in.json";

const words = { signIn };

/** What signing in, setting up and accepting an invitation stand in: its words. */
export function DoorRoom({ children }: { children: ReactNode }) {
  return <RoomWords words={words}>{children}</RoomWords>;
}
