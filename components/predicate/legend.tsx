"use client";

import { useTranslations } from "use-intl";
import { Kbd } from "@/components/ui/kbd";

/** What the colours of the streams and bars mean. */
export function Legend() {
  const t = useTranslations("predicate.legend");
  const key = "h-1.5 w-3 rounded-[2px]";
  return (
    <ul className="mt-3.5 flex flex-wrap gap-x-4 gap-y-1.5 border-t border-line pt-3 text-xs text-ink-muted *:flex *:items-center *:gap-1.5">
      <li>
        <span aria-hidden className={`${key} bg-accent`} />
        {t("hit")}
      </li>
      <li>
        <span aria-hidden className={`${key} bg-accent-flow`} />
        {t("selected")}
      </li>
      <li>
        <span aria-hidden className={`${key} hatch`} />
        {t("out")}
      </li>
    </ul>
  );
}

const keys = [
  { keys: ["A"], deed: "add" },
  { keys: ["G"], deed: "group" },
  { keys: ["N"], deed: "not" },
  { keys: ["M"], deed: "mute" },
  { keys: ["Alt", "↑", "↓"], deed: "move" },
  { keys: ["Enter"], deed: "edit" },
  { keys: ["Del"], deed: "remove" },
] as const;

/** The keys that work in the tree. */
export function KeyHelp() {
  const t = useTranslations("predicate.keys");
  return (
    <ul
      aria-label={t("label")}
      className="mt-2 flex flex-wrap gap-x-4 gap-y-1.5 text-xs text-ink-muted max-md:hidden"
    >
      {keys.map(({ keys: pressed, deed }) => (
        <li key={deed} className="flex items-center gap-1">
          {pressed.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          <span className="ps-0.5">{t(deed)}</span>
        </li>
      ))}
    </ul>
  );
}
