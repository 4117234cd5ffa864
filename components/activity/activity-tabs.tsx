"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";

const parts = { changes: paths.activity, jobs: paths.jobs } as const;

/** What was changed, and the jobs that change much: each a page with an address of its own. */
export function ActivityTabs({ here }: { here: keyof typeof parts }) {
  const t = useTranslations("activity.tabs");
  const { pageId } = usePageSession();
  return (
    <nav aria-label={t("label")} className="border-b border-line px-4 md:px-6">
      <ul className="-mb-px flex gap-6">
        {(Object.keys(parts) as (keyof typeof parts)[]).map((part) => (
          <li key={part}>
            <Link
              href={parts[part](pageId)}
              aria-current={part === here ? "page" : undefined}
              className={cn(
                "flex border-b-2 py-3 text-sm",
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
