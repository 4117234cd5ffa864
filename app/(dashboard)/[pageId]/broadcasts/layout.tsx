import type { ReactNode } from "react";
import { BroadcastRoom } from "@/components/broadcasts/broadcast-room";

export default function BroadcastLayout({ children }: { children: ReactNode }) {
  return <BroadcastRoom>{children}</BroadcastRoom>;
}
