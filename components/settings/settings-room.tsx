"use client";

import type { ReactNode } from "react";
import { RoomWords } from "@/components/shell/room-words";
import customers from "@/lib/messages/en/customers.json";
import policy from "@/lib/messages/en/policy.json";
import settings from "@/lib/messages/en/settings.json";
import sync from "@/lib/messages/en/sync.json";

const words = { customers, policy, settings, sync };

/** What every view of the settings stands in: its words. */
export function SettingsRoom({ children }: { children: ReactNode }) {
  return <RoomWords words={words}>{children}</RoomWords>;
}
