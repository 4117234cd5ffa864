"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";
import { LinkWaiting } from "./link-waiting";
import { places, phonePlacesOf } from "./places";
import { PageSwitcher } from "./page-switcher";
import { usePageSession } from "./page-session";
import { PersonMenu } from "./person-menu";
import { PhoneMenu } from "./phone-menu";
import { railItemClass } from "./rail-item";
import { SyncStatus } from "./sync-status";
import { ThemeMenu } from "./theme-menu";

export function Rail() {
  const t = useTranslations("shell.nav");
  const { pageId, role } = usePageSession();
  const onPhone = phonePlacesOf(role);
  const pathname = usePathname();
  return (
    <nav
      aria-label={t("main")}
      className="z-10 flex border-line bg-canvas max-md:fixed max-md:inset-x-0 max-md:bottom-0 max-md:h-tabs max-md:border-t max-md:px-1 md:sticky md:top-0 md:h-dvh md:flex-col md:gap-px md:border-e md:p-2"
    >
      <div className="mb-1.5 max-md:hidden">
        <PageSwitcher />
      </div>
      {places.map(({ place, icon: Icon }) => {
        const href = paths[place](pageId);
        const isHere = pathname === href || pathname.startsWith(`${href}/`);
        return (
          <Tooltip key={place} text={t(place)}>
            <Link
              href={href}
              aria-current={isHere ? "page" : undefined}
              className={cn(railItemClass, !onPhone.includes(place) && "max-md:hidden")}
            >
              <Icon size={16} aria-hidden className="shrink-0" />
              <span className="md:max-xl:sr-only">{t(place)}</span>
              <LinkWaiting />
            </Link>
          </Tooltip>
        );
      })}
      <PhoneMenu />
      <div className="mt-auto grid gap-px max-md:hidden">
        <SyncStatus />
        <ThemeMenu />
        <PersonMenu />
      </div>
    </nav>
  );
}
