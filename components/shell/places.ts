import {
  Activity,
  ListTree,
  MessagesSquare,
  Send,
  SlidersHorizontal,
  Tag,
  Users,
  type LucideIcon,
} from "lucide-react";
import type { Role } from "@/lib/domain/permissions";

export type Place = "leads" | "customers" | "labels" | "segments" | "broadcasts" | "activity" | "settings";

/** The rooms of a Page, in the order of the rail. */
export const places: readonly { place: Place; icon: LucideIcon }[] = [
  { place: "leads", icon: MessagesSquare },
  { place: "customers", icon: Users },
  { place: "labels", icon: Tag },
  { place: "segments", icon: ListTree },
  { place: "broadcasts", icon: Send },
  { place: "activity", icon: Activity },
  { place: "settings", icon: SlidersHorizontal },
];

/** A phone has room for four tabs: those of the person's day. The other rooms stand behind the Page's mark. */
export function phonePlacesOf(role: Role): readonly Place[] {
  return role === "support-lead"
    ? ["leads", "customers", "labels", "segments"]
    : ["customers", "labels", "segments", "broadcasts"];
}
