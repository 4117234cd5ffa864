import type { ReactNode } from "react";
import { DoorRoom } from "@/components/sign-in/door-room";

export default function DoorLayout({ children }: { children: ReactNode }) {
  return <DoorRoom>{children}</DoorRoom>;
}
