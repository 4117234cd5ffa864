import type { ReactNode } from "react";
import { SegmentRoom } from "@/components/segments/segment-room";

export default function SegmentLayout({ children }: { children: ReactNode }) {
  return <SegmentRoom>{children}</SegmentRoom>;
}
