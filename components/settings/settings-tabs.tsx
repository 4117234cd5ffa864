"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";

const parts = {
  pages: paths.settings,
  sync: paths.settingsSync,
  people: paths.settingsPeople,
  sending: paths.settingsSending,
  rules: paths.settingsRules,
} as const;

/** The parts of the settings, each a page with an address of its own. */
export function SettingsTabs({ here }: { here: keyof typeof parts }) {
  const t = useTranslations("settings.tabs");
  const { pageId } = usePageSession();
  return (
    <nav aria-label={t("label")} className="overflow-x-auto border-b border-line px-4 md:px-6">
      <ul className="-mb-px flex gap-6">
        {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
          <li key={part}>
            <Link
              href={parts[part](pageId)}
              aria-current={part === here ? "page" : undefined}
              className={cn(
                "flex border-b-2 py-3 text-sm whitespace-nowrap",
                part === here
                  ? "border-ink font-semibold text-ink"
                  : "border-transparent text-ink-muted hover:text-ink",
              )}
            >
              {t(part)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
