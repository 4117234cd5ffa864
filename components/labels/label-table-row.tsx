"use client";

import Link from "next/link";
import { LabelDot } from "@/components/predicate/label-chip";
import { Count } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import { ShareBar } from "@/components/ui/share-bar";
import { Cell, NameCell, Row } from "@/components/ui/table";
import { encodePredicate } from "@/lib/domain/predicate-code";
import type { LabelChange, LabelRow, LabelUse } from "@/lib/labels/schema";
import { paths } from "@/lib/paths";
import { LabelChangeFigure, LabelSparkline } from "./label-change";
import { LabelMenu } from "./label-menu";
import { UsedBy } from "./used-by";

export type LabelTableRowProps = {
  label: LabelRow;
  everyone: number;
  /** Undefined while it is read, null when nothing uses it. */
  use: LabelUse | null | undefined;
  change: LabelChange | undefined;
  knownSince: string | null;
  canManage: boolean;
  groupNames: readonly string[];
};

export function LabelTableRow({ label, everyone, use, change, knownSince, ...menu }: LabelTableRowProps) {
  const { pageId } = usePageSession();
  const filter = encodePredicate({ op: "LABEL", labelId: label.labelId });
  return (
    <Row>
      <NameCell className="w-full max-w-0 md:w-auto md:max-w-88">
        <span className="flex items-center gap-2.5">
          <LabelDot hue={label.hue} isLarge />
          <span className="min-w-0">
            <span className="block truncate">{label.name}</span>
            {label.description !== null && (
              <span className="block truncate text-xs font-normal text-ink-muted" title={label.description}>
                {label.description}
              </span>
            )}
          </span>
        </span>
      </NameCell>
      <Cell className="max-md:hidden">
        <ShareBar now={label.customers} page={everyone} />
      </Cell>
      <Cell className="text-end">
        <Link href={paths.customers(pageId, { filter })} className="people-link">
          <Count value={label.customers} />
        </Link>
      </Cell>
      {([7, 30] as const).map((days) => (
        <Cell key={days} className="text-end max-lg:hidden">
          <LabelChangeFigure change={change} days={days} knownSince={knownSince} />
        </Cell>
      ))}
      <Cell className="max-xl:hidden">
        <LabelSparkline change={change} customers={label.customers} knownSince={knownSince} />
      </Cell>
      <Cell className="text-ink-muted max-lg:hidden">
        <UsedBy label={label} use={use} />
      </Cell>
      <Cell className="w-10">
        <LabelMenu label={label} filter={filter} {...menu} />
      </Cell>
    </Row>
  );
}
