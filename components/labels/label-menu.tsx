"use client";

import { Ellipsis } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { Menu, MenuItem, MenuRule } from "@/components/ui/menu";
import type { LabelRow } from "@/lib/labels/schema";
import { paths } from "@/lib/paths";
import { DeleteLabelDialog } from "./delete-label-dialog";
import { LabelLookDialog } from "./label-look-dialog";

type LabelMenuProps = {
  label: LabelRow;
  canManage: boolean;
  groupNames: readonly string[];
  /** The label as the filter of an address. */
  filter: string;
};

/** What can be done with a label; what would change it says first what it touches. */
export function LabelMenu({ label, canManage, groupNames, filter }: LabelMenuProps) {
  const t = useTranslations("labels");
  const router = useRouter();
  const { pageId } = usePageSession();
  const [isDeleting, setIsDeleting] = useState(false);
  const [isEditing, setIsEditing] = useState(false);
  const open = (path: string) => () => router.push(path);
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
        <MenuItem onSelect={open(paths.customers(pageId, { filter }))}>{t("deed.people")}</MenuItem>
        <MenuItem onSelect={open(paths.newSegment(pageId, { predicate: filter }))}>
          {t("deed.segment")}
        </MenuItem>
        {canManage && (
          <>
            <MenuRule />
            <MenuItem onSelect={() => setIsEditing(true)}>{t("deed.look")}</MenuItem>
          </>
        )}
        {canManage && label.kind === "own" && (
          <>
            <MenuItem onSelect={open(paths.renameLabel(pageId, label.labelId))}>{t("deed.rename")}</MenuItem>
            <MenuItem onSelect={open(paths.mergeLabel(pageId, label.labelId))}>{t("deed.merge")}</MenuItem>
          </>
        )}
        {canManage && label.kind !== "automatic" && (
          <MenuItem isDanger onSelect={() => setIsDeleting(true)}>
            {t("deed.delete")}
          </MenuItem>
        )}
      </Menu>
      {isDeleting && <DeleteLabelDialog label={label} onClose={() => setIsDeleting(false)} />}
      {isEditing && (
        <LabelLookDialog label={label} groupNames={groupNames} onClose={() => setIsEditing(false)} />
      )}
    </>
  );
}
