"use client";

import { useFormatter, useTranslations } from "use-intl";
import { toDashedKey } from "@/components/shell/dashed-key";
import type { ActivityRow } from "@/lib/activity/schema";

/** What was done, in a sentence, with the names as they were at the time. */
export function useActivityWords(): (row: ActivityRow) => string {
  const t = useTranslations("activity");
  const format = useFormatter();
  const list = (names: readonly string[] = []) => (names.length === 0 ? "none" : format.list(names));
  return ({ action, subject, before }) => {
    const nameless = t("nameless");
    return t(`action.${toDashedKey(action)}`, {
      label: subject.labelName ?? nameless,
      customer: subject.customerName ?? subject.psid ?? nameless,
      segment: subject.segmentName ?? nameless,
      broadcast: subject.broadcastName ?? nameless,
      people: subject.people ?? 0,
      reason: subject.reason ?? "none",
      assigned: list(subject.assignedNames),
      removed: list(subject.removedNames),
      both: subject.assignedNames?.length && subject.removedNames?.length ? "yes" : "no",
      message: subject.messageName ?? nameless,
      file: subject.fileName ?? nameless,
      before: list(before?.names),
      segments: subject.segments ?? 0,
      broadcasts: subject.broadcasts ?? 0,
      differences: subject.differences ?? 0,
      member: subject.memberName ?? nameless,
      role: subject.role === undefined ? nameless : t(`role.${subject.role}`),
      roleBefore: subject.roleBefore === undefined ? nameless : t(`role.${subject.roleBefore}`),
    });
  };
}
