import type { ReactNode } from "react";
import { SettingsRoom } from "@/components/settings/settings-room";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return <SettingsRoom>{children}</SettingsRoom>;
}
