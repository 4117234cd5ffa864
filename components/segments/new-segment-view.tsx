"use client";

import { useTranslations } from "use-intl";
import { NotForRole } from "@/components/shell/not-for-role";
import { useCan, usePageSession } from "@/components/shell/page-session";
import type { Predicate } from "@/lib/domain/predicate";
import { paths } from "@/lib/paths";
import { SegmentEditor } from "./segment-editor";

type NewSegmentViewProps = { start: Predicate | null; isStartUnreadable: boolean };

/** A new segment, for those who may make one. */
export function NewSegmentView({ start, isStartUnreadable }: NewSegmentViewProps) {
  const t = useTranslations("segments");
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  if (canEdit) return <SegmentEditor stored={null} start={start} isStartUnreadable={isStartUnreadable} />;
  return (
    <NotForRole title={t("newTitle")} parent={{ title: t("title"), href: paths.segments(pageId) }}>
      {t("cannotEdit")}
    </NotForRole>
  );
}
