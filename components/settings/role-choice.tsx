"use client";

import { useTranslations } from "use-intl";
import { MenuChoice } from "@/components/ui/menu";
import { roles, type Role } from "@/lib/domain/permissions";

/** The three roles, each with what it is for. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  const t = useTranslations("settings.people");
  return (
    <MenuChoice
      value={value}
      onChange={onChange}
      options={roles.map((role) => ({
        value: role,
        label: t(`roleName.${role}`),
        detail: t(`roleNote.${role}`),
      }))}
    />
  );
}
