"use client";

import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Segmented } from "@/components/ui/segmented";
import { setNightlyComparisonAction } from "@/lib/sync/actions";
import { nightlyComparisons, type NightlyComparison } from "@/lib/sync/schema";

/** What happens by itself. */
export function NightlySection({ nightly }: { nightly: NightlyComparison }) {
  const t = useTranslations("sync.nightly");
  const { pageId } = usePageSession();
  const set = useAction(setNightlyComparisonAction, { refreshes: { pageId, topics: ["sync"] } });
  const shown = set.isPending ? set.variables.nightly : nightly;
  return (
    <section className="px-4 md:px-6">
      <h2 className="text-sm font-semibold">{t("title")}</h2>
      <p className="mt-1 mb-3 max-w-160 text-sm text-pretty text-ink-muted">{t("body")}</p>
      <Segmented
        label={t("title")}
        value={shown}
        onChange={(next) => set.mutate({ pageId, nightly: next })}
        options={nightlyComparisons.map((value) => ({ value, label: t(`option.${value}`) }))}
      />
    </section>
  );
}
