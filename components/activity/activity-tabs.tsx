"use client";

import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { TabLinks } from "@/components/ui/tab-links";
import { paths } from "@/lib/paths";

const parts = { changes: paths.activity, jobs: paths.jobs } as const;

/** What was changed, and the jobs that change much: each a page with an address of its own. */
export function ActivityTabs({ here }: { here: keyof typeof parts }) {
  const t = useTranslations("activity.tabs");
  const { pageId } = usePageSession();
  return (
    <TabLinks
      label={t("label")}
      links={(Object.keys(parts) as (keyof typeof parts)[]).map((part) => ({
        href: parts[part](pageId),
        label: t(part),
        isHere: part === here,
      }))}
    />
  );
}
