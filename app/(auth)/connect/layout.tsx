import type { ReactNode } from "react";
import { ConnectRoom } from "@/components/connect/connect-room";

export default function ConnectLayout({ children }: { children: ReactNode }) {
  return <ConnectRoom>{children}</ConnectRoom>;
}
