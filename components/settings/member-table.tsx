"use client";

import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { toastDone } from "@/components/ui/toast";
import { changeRoleAction, removeMemberAction } from "@/lib/team/actions";
import type { Member } from "@/lib/team/schema";
import { RoleChoice } from "./role-choice";

/** Each member, with their role to be changed and the way out. */
export function MemberTable({ members }: { members: readonly Member[] }) {
  const t = useTranslations("settings.people");
  const [leaving, setLeaving] = useState<Member | null>(null);
  return (
    <>
      <Table caption={t("caption")}>
        <thead>
          <tr>
            <HeadCell>{t("column.name")}</HeadCell>
            <HeadCell className="w-full max-sm:hidden">{t("column.email")}</HeadCell>
            <HeadCell>{t("column.role")}</HeadCell>
            <HeadCell>
              <span className="sr-only">{t("remove")}</span>
            </HeadCell>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <MemberRow key={member.userId} member={member} onRemove={() => setLeaving(member)} />
          ))}
        </tbody>
      </Table>
      {leaving !== null && <RemoveDialog member={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function MemberRow({ member, onRemove }: { member: Member; onRemove: () => void }) {
  const t = useTranslations("settings.people");
  const { pageId, user } = usePageSession();
  const change = useAction(changeRoleAction, {
    refreshes: { pageId, topics: ["team"] },
    onDone: (_, { role }) => toastDone(t("roleChanged", { name: member.name, role: t(`roleName.${role}`) })),
  });
  return (
    <Row>
      <NameCell className="max-w-34 sm:max-w-60">
        <span className="flex items-center gap-2.5">
          <Avatar name={member.name} />
          <span className="truncate">{member.name}</span>
          {member.userId === user.id && <Badge>{t("you")}</Badge>}
        </span>
      </NameCell>
      <Cell className="text-ink-muted max-sm:hidden">{member.email}</Cell>
      <Cell>
        <Menu
          align="end"
          trigger={
            <Button
              size="small"
              look="quiet"
              pending={change.isPending}
              aria-label={t("changeRole", { name: member.name })}
            >
              {t(`roleName.${member.role}`)}
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
        >
          <RoleChoice
            value={member.role}
            onChange={(role) =>
              role !== member.role && change.mutate({ pageId, userId: member.userId, role })
            }
          />
        </Menu>
      </Cell>
      <Cell>
        <Button
          size="small"
          look="quiet"
          aria-label={t("removeNamed", { name: member.name })}
          onClick={onRemove}
        >
          {t("remove")}
        </Button>
      </Cell>
    </Row>
  );
}

function RemoveDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useTranslations("settings.people");
  const { pageId } = usePageSession();
  const [trouble, setTrouble] = useState<string | null>(null);
  const remove = useAction(removeMemberAction, {
    refreshes: { pageId, topics: ["team"] },
    onDone: () => {
      toastDone(t("removed", { name: member.name }));
      onClose();
    },
    onRefused: (refusal) => {
      setTrouble(refusal.message);
      return true;
    },
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("removeTitle", { name: member.name })}
      description={t("removeBody")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="danger"
            pending={remove.isPending}
            onClick={() => remove.mutate({ pageId, userId: member.userId })}
          >
            {t("remove")}
          </Button>
        </>
      }
    >
      {trouble !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {trouble}
        </p>
      )}
    </Dialog>
  );
}
