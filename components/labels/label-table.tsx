"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, GroupRow, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { labelChangesQuery } from "@/lib/labels/queries";
import type { LabelRow } from "@/lib/labels/schema";
import { listGroupNames, toLabelSections, type LabelOrder, type LabelSection } from "./label-sections";
import { LabelTableRow } from "./label-table-row";
import { useLabelUses } from "./use-label-uses";

type LabelTableProps = {
  /** Undefined while they are read. */
  labels: readonly LabelRow[] | undefined;
  order: LabelOrder;
  everyone: number;
  canManage: boolean;
  /** Automatic labels stand folded at the end until somebody asks for them. */
  isFolding: boolean;
};

const columns = 8;

export function LabelTable({ labels, order, ...props }: LabelTableProps) {
  const t = useTranslations("labels");
  const sections = useMemo(() => toLabelSections(labels ?? [], order), [labels, order]);
  const groupNames = useMemo(() => listGroupNames(labels ?? []), [labels]);
  return (
    <Table caption={t("caption")} isBusy={labels === undefined}>
      <thead>
        <tr>
          <HeadCell>{t("column.name")}</HeadCell>
          <HeadCell className="w-[30%] max-md:hidden">{t("column.share")}</HeadCell>
          <HeadCell aria-sort="descending" isNumber>
            {t("column.customers")}
          </HeadCell>
          <HeadCell isNumber className="max-lg:hidden">
            {t("column.change7")}
          </HeadCell>
          <HeadCell isNumber className="max-lg:hidden">
            {t("column.change30")}
          </HeadCell>
          <HeadCell className="max-xl:hidden">
            <span className="sr-only">{t("column.spark")}</span>
          </HeadCell>
          <HeadCell className="max-lg:hidden">{t("column.usedBy")}</HeadCell>
          <HeadCell>
            <span className="sr-only">{t("column.deeds")}</span>
          </HeadCell>
        </tr>
      </thead>
      {labels === undefined && <LabelTableSkeleton />}
      {sections.map((section) => (
        <SectionBody key={keyOf(section)} section={section} groupNames={groupNames} {...props} />
      ))}
    </Table>
  );
}

type SectionBodyProps = Omit<LabelTableProps, "labels" | "order"> & {
  section: LabelSection;
  groupNames: readonly string[];
};

function SectionBody({ section, isFolding, ...row }: SectionBodyProps) {
  const { pageId } = usePageSession();
  const [isUnfolded, setIsUnfolded] = useState(false);
  const uses = useLabelUses();
  const { data: changes } = useQuery(labelChangesQuery(pageId));
  const changeOf = useMemo(
    () => new Map(changes?.labels.map((change) => [change.labelId, change])),
    [changes],
  );
  const canFold = isFolding && section.by === "kind" && section.kind === "automatic";
  return (
    <tbody>
      <GroupRow columns={columns}>
        <SectionName section={section} />
        {canFold && <FoldButton isUnfolded={isUnfolded} onToggle={() => setIsUnfolded(!isUnfolded)} />}
      </GroupRow>
      {(!canFold || isUnfolded) &&
        section.labels.map((label) => (
          <LabelTableRow
            key={label.labelId}
            label={label}
            use={uses && (uses.get(label.labelId) ?? null)}
            change={changeOf.get(label.labelId)}
            knownSince={changes?.knownSince ?? null}
            {...row}
          />
        ))}
    </tbody>
  );
}

function keyOf(section: LabelSection): string {
  return section.by === "kind" ? `kind ${section.kind}` : `group ${section.groupName ?? ""}`;
}

function SectionName({ section }: { section: LabelSection }) {
  const t = useTranslations("labels");
  const count = section.labels.length;
  const name = section.by === "kind" ? t(`group.${section.kind}`) : (section.groupName ?? t("noGroup"));
  return (
    <>
      <b className="font-semibold text-ink">{name}</b>{" "}
      <span className="ps-0.5">
        {section.by === "kind" ? t(`groupNote.${section.kind}`, { count }) : t("groupNote.own", { count })}
      </span>
    </>
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
          <Cell className="max-lg:hidden" />
          <Cell className="max-lg:hidden" />
          <Cell className="max-xl:hidden" />
          <Cell className="max-lg:hidden">
            <Skeleton className="w-20" />
          </Cell>
          <Cell />
        </Row>
      ))}
    </tbody>
  );
}
