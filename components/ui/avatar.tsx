import type { CSSProperties } from "react";
import { cn } from "@/lib/cn";

const hues = ["rose", "orange", "amber", "green", "teal", "blue", "indigo", "violet", "magenta"] as const;

/** Initials in a circle. The hue comes from the name, so one person looks the same everywhere. */
export function Avatar({ name, size = "normal" }: { name: string; size?: "normal" | "large" }) {
  const style = { "--hue": `var(--hue-${hueOf(name)})` } as CSSProperties;
  return (
    <span
      aria-hidden
      style={style}
      className={cn(
        "hue inline-grid shrink-0 place-items-center rounded-full bg-(--label-soft) font-semibold text-(--label-ink)",
        size === "large" ? "size-9 text-xs" : "size-6 text-[0.625rem]",
      )}
    >
      {toInitials(name)}
    </span>
  );
}

function hueOf(name: string): string {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return hues[sum % hues.length] ?? "blue";
}

function toInitials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const first = [...(words[0] ?? "")][0] ?? "";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (first + last).toLocaleUpperCase("en");
}
