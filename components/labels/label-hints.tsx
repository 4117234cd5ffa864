"use client";

import Link from "next/link";
import { useMemo } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { groupLookAlikes } from "@/lib/domain/label-likeness";
import type { LabelRow } from "@/lib/labels/schema";
import { paths } from "@/lib/paths";
import { useLabelUses } from "./use-label-uses";

const namesMax = 5;

/** To the page that says what merging them would touch; the one that most customers have would stay. */
function MergeLink({ group }: { group: readonly LabelRow[] }) {
  const t = useTranslations("labels.hints");
  const { pageId } = usePageSession();
  const [into, first, ...also] = group.toSorted((one, other) => other.customers - one.customers);
  if (into === undefined || first === undefined || group.some(({ kind }) => kind !== "own")) return null;
  const view = { into: into.labelId, also: also.map(({ labelId }) => labelId).join(",") };
  return (
    <Link href={paths.mergeLabel(pageId, first.labelId, view)} className={buttonClass("plain", "small")}>
      {t("merge")}
    </Link>
  );
}

/** What an admin would want to tidy up: names that are taken for one another, and labels that nobody has or uses. */
export function LabelHints({ labels }: { labels: readonly LabelRow[] }) {
  const t = useTranslations("labels.hints");
  const format = useFormatter();
  const uses = useLabelUses();
  const own = useMemo(() => labels.filter(({ kind }) => kind === "own"), [labels]);
  const alike = useMemo(() => groupLookAlikes(labels.filter(({ kind }) => kind !== "automatic")), [labels]);
  const unused = own.filter(({ labelId, customers }) => customers === 0 && uses?.has(labelId) === false);
  const list = (some: readonly LabelRow[]) => {
    const shown = some.slice(0, namesMax).map(({ name }) => `“\u2068${name}\u2069”`);
    const rest = some.length - shown.length;
    return format.list(rest > 0 ? [...shown, t("more", { count: rest })] : shown);
  };
  return (
    <>
      {alike.map((group) => (
        <Notice key={group[0]?.labelId} tone="warning" action={<MergeLink group={group} />}>
          {t("alike", { names: list(group) })}
        </Notice>
      ))}
      {unused.length > 0 && <Notice>{t("unused", { count: unused.length, names: list(unused) })}</Notice>}
    </>
  );
}
