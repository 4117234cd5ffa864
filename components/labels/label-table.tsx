"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, GroupRow, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import type { LabelKind } from "@/lib/domain/label-kind";
import type { LabelRow } from "@/lib/labels/schema";
import { LabelTableRow } from "./label-table-row";
import { useSegmentsByLabel } from "./use-segments-by-label";

type LabelTableProps = {
  /** Undefined while they are read. */
  labels: readonly LabelRow[] | undefined;
  everyone: number;
  canManage: boolean;
  /** Automatic labels stand folded at the end until somebody asks for them. */
  isFolding: boolean;
};

const groups: readonly LabelKind[] = ["lead-stage", "own", "automatic"];

/** Lead stages first, then your own: kept apart, because different people set them. */
export function LabelTable({ labels, everyone, canManage, isFolding }: LabelTableProps) {
  const t = useTranslations("labels");
  const [isUnfolded, setIsUnfolded] = useState(false);
  const usedBy = useSegmentsByLabel();
  return (
    <Table caption={t("caption")} isBusy={labels === undefined}>
      <thead>
        <tr>
          <HeadCell>{t("column.name")}</HeadCell>
          <HeadCell className="w-[40%] max-md:hidden">{t("column.share")}</HeadCell>
          <HeadCell aria-sort="descending" isNumber>
            {t("column.customers")}
          </HeadCell>
          <HeadCell className="max-lg:hidden">{t("column.usedBy")}</HeadCell>
          <HeadCell>
            <span className="sr-only">{t("column.deeds")}</span>
          </HeadCell>
        </tr>
      </thead>
      {labels === undefined && <LabelTableSkeleton />}
      {groups.map((kind) => {
        const members = labels?.filter((label) => label.kind === kind) ?? [];
        if (members.length === 0) return null;
        const canFold = isFolding && kind === "automatic";
        return (
          <tbody key={kind}>
            <GroupRow columns={5}>
              <b className="font-semibold text-ink">{t(`group.${kind}`)}</b>
              <span className="ps-1.5">{t(`groupNote.${kind}`, { count: members.length })}</span>
              {canFold && <FoldButton isUnfolded={isUnfolded} onToggle={() => setIsUnfolded(!isUnfolded)} />}
            </GroupRow>
            {(!canFold || isUnfolded) &&
              members.map((label) => (
                <LabelTableRow
                  key={label.labelId}
                  label={label}
                  everyone={everyone}
                  usedBy={usedBy.get(label.labelId) ?? []}
                  canManage={canManage}
                />
              ))}
          </tbody>
        );
      })}
    </Table>
  );
}

function FoldButton({ isUnfolded, onToggle }: { isUnfolded: boolean; onToggle: () => void }) {
  const t = useTranslations("labels");
  return (
    <button
      type="button"
      aria-expanded={isUnfolded}
      onClick={onToggle}
      className="ms-3 min-h-6 font-medium text-accent-ink hover:underline"
    >
      {isUnfolded ? t("fold") : t("unfold")}
    </button>
  );
}

function LabelTableSkeleton() {
  return (
    <tbody>
      {Array.from({ length: 12 }, (_, index) => (
        <Row key={index}>
          <NameCell>
            <Skeleton className={index % 3 === 0 ? "w-36" : "w-24"} />
          </NameCell>
          <Cell className="max-md:hidden">
            <Skeleton className="h-1.5! w-full" />
          </Cell>
          <Cell className="text-end">
            <Skeleton className="w-10" />
          </Cell>
          <Cell className="max-lg:hidden">
            <Skeleton className="w-20" />
          </Cell>
          <Cell />
        </Row>
      ))}
    </tbody>
  );
}
