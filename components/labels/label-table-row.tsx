"use client";

import { Ellipsis } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { LabelDot } from "@/components/predicate/label-chip";
import { Count } from "@/components/shell/count";
import { usePageSession } from "@/components/shell/page-session";
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu";
import { ShareBar } from "@/components/ui/share-bar";
import { Cell, NameCell, Row } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import { encodePredicate } from "@/lib/domain/predicate-code";
import type { LabelRow } from "@/lib/labels/schema";
import { paths } from "@/lib/paths";
import { DeleteLabelDialog, type LabelUse } from "./delete-label-dialog";

type LabelTableRowProps = {
  label: LabelRow;
  everyone: number;
  usedBy: readonly LabelUse[];
  canManage: boolean;
};

export function LabelTableRow({ label, everyone, usedBy, canManage }: LabelTableRowProps) {
  const t = useTranslations("labels");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const filter = encodePredicate({ op: "LABEL", labelId: label.labelId });
  return (
    <Row>
      <NameCell className="max-w-0 md:max-w-88">
        <span className="flex items-center gap-2.5">
          <LabelDot hue={label.hue} isLarge />
          <span className="truncate">{label.name}</span>
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
      <Cell className="text-ink-muted max-lg:hidden">
        {usedBy.length === 0 ? (
          t("unused")
        ) : (
          <Tooltip text={format.list(usedBy.map(({ name }) => name))}>
            <Link href={paths.segments(pageId)} className="hover:underline">
              {t("usedBy", { count: usedBy.length })}
            </Link>
          </Tooltip>
        )}
      </Cell>
      <Cell className="w-10">
        <LabelMenu label={label} usedBy={usedBy} canManage={canManage} filter={filter} />
      </Cell>
    </Row>
  );
}

type LabelMenuProps = Omit<LabelTableRowProps, "everyone"> & { filter: string };

function LabelMenu({ label, usedBy, canManage, filter }: LabelMenuProps) {
  const t = useTranslations("labels");
  const router = useRouter();
  const { pageId } = usePageSession();
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <button
            type="button"
            aria-label={t("more", { name: label.name })}
            className="inline-grid size-control-small place-items-center rounded-sm text-ink-muted hover:bg-hover"
          >
            <Ellipsis size={16} aria-hidden />
          </button>
        }
      >
        <MenuItem onSelect={() => router.push(paths.customers(pageId, { filter }))}>
          {t("deed.people")}
        </MenuItem>
        <MenuItem onSelect={() => router.push(paths.newSegment(pageId, { predicate: filter }))}>
          {t("deed.segment")}
        </MenuItem>
        {canManage && label.kind !== "automatic" && (
          <>
            <MenuRule />
            {label.kind === "own" && (
              <>
                <MenuItem onSelect={() => router.push(paths.renameLabel(pageId, label.labelId))}>
                  {t("deed.rename")}
                </MenuItem>
                <MenuItem onSelect={() => router.push(paths.mergeLabel(pageId, label.labelId))}>
                  {t("deed.merge")}
                </MenuItem>
              </>
            )}
            <MenuItem isDanger onSelect={() => setIsDeleting(true)}>
              {t("deed.delete")}
            </MenuItem>
          </>
        )}
      </Menu>
      <DeleteLabelDialog label={label} usedBy={usedBy} isOpen={isDeleting} onOpenChange={setIsDeleting} />
    </>
  );
}
