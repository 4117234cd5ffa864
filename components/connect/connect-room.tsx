"use client";

import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import connect from "@/lib/messages/en/connect.json";
import settings from "@/lib/messages/en/settings.json";

const words = { connect, settings };

/** What connecting a Page stands in: its words. */
export function ConnectRoom({ children }: { children: ReactNode }) {
  return <RoomWords words={words}>{children}</RoomWords>;
}
