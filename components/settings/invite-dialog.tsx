"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Segmented } from "@/components/ui/segmented";
import { TextField } from "@/components/ui/text-field";
import { roles, type Role } from "@/lib/domain/permissions";
import { inviteAction } from "@/lib/team/actions";

type InviteDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** First the role, then the link, which is shown once. */
export function InviteDialog({ isOpen, onOpenChange }: InviteDialogProps) {
  const t = useTranslations("settings.people");
  const { pageId } = usePageSession();
  const [role, setRole] = useState<Role>("marketer");
  const [isCopied, setIsCopied] = useState(false);
  const invite = useAction(inviteAction, { refreshes: { pageId, topics: ["team"] } });
  const close = (next: boolean) => {
    if (!next) {
      invite.reset();
      setIsCopied(false);
    }
    onOpenChange(next);
  };
  const link = invite.data?.link;
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={close}
      title={link === undefined ? t("inviteTitle") : t("linkTitle")}
      description={link === undefined ? t("inviteBody") : t("linkBody", { role: t(`roleName.${role}`) })}
      closeLabel={t("close")}
      footer={
        link === undefined ? (
          <>
            <Button look="quiet" onClick={() => close(false)}>
              {t("cancel")}
            </Button>
            <Button look="primary" pending={invite.isPending} onClick={() => invite.mutate({ pageId, role })}>
              {invite.isPending ? t("invitePending") : t("inviteSubmit")}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={() => void navigator.clipboard.writeText(link).then(() => setIsCopied(true))}>
              {isCopied ? t("copied") : t("copy")}
            </Button>
            <Button look="primary" onClick={() => close(false)}>
              {t("done")}
            </Button>
          </>
        )
      }
    >
      {link === undefined ? <RoleField value={role} onChange={setRole} /> : <LinkField link={link} />}
    </Dialog>
  );
}

function RoleField({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const t = useTranslations("settings.people");
  return (
    <div className="grid gap-2">
      <Segmented
        label={t("column.role")}
        value={value}
        onChange={onChange}
        options={roles.map((role) => ({ value: role, label: t(`roleName.${role}`) }))}
      />
      <p className="text-sm text-ink-muted">{t(`roleNote.${value}`)}</p>
    </div>
  );
}

function LinkField({ link }: { link: string }) {
  const t = useTranslations("settings.people");
  return (
    <TextField label={t("link")} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
  );
}
