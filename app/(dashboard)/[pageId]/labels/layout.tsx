import type { ReactNode } from "react";
import { LabelRoom } from "@/components/labels/label-room";

export default function LabelLayout({ children }: { children: ReactNode }) {
  return <LabelRoom>{children}</LabelRoom>;
}
