import type { ReactNode } from "react";
import { ActivityRoom } from "@/components/activity/activity-room";

export default function ActivityLayout({ children }: { children: ReactNode }) {
  return <ActivityRoom>{children}</ActivityRoom>;
}
