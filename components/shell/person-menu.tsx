"use client";

import { LogOut } from "lucide-react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { Menu, MenuHeading, MenuItem } from "@/components/ui/menu";
import { toastTrouble } from "@/components/ui/toast";
import { paths } from "@/lib/paths";
import { usePageSession } from "./page-session";
import { railItemClass } from "./rail-item";

export function PersonMenu() {
  const t = useTranslations("shell.person");
  const { user } = usePageSession();
  return (
    <Menu
      side="right"
      trigger={
        <button aria-label={t("menu", { name: user.name })} className={railItemClass}>
          <span className="-mx-1 flex">
            <Avatar name={user.name} />
          </span>
          <span className="truncate md:max-xl:sr-only">{user.name}</span>
        </button>
      }
    >
      <PersonItems />
    </Menu>
  );
}

/** What signs out is read when it is wanted: once a day, and not in the first second. */
async function signOut(): Promise<void> {
  const auth = await import("next-auth/react");
  await auth.signOut({ callbackUrl: paths.signIn() });
}

export function PersonItems() {
  const t = useTranslations("shell");
  const { role } = usePageSession();
  return (
    <>
      <MenuHeading>{t(`pages.role.${role}`)}</MenuHeading>
      <MenuItem
        icon={<LogOut size={16} aria-hidden />}
        onSelect={() => void signOut().catch(() => toastTrouble(t("trouble.network")))}
      >
        {t("person.signOut")}
      </MenuItem>
    </>
  );
}
