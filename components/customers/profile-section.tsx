"use client";

import type { ReactNode } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CustomerName } from "@/components/shell/customer-name";
import { AsideSection } from "@/components/shell/view-bar";
import { WindowClock } from "@/components/shell/window-clock";
import { Avatar } from "@/components/ui/avatar";
import type { CustomerProfile } from "@/lib/customers/schema";
import { OptInButton } from "./opt-in-button";
import { OptOutButton } from "./opt-out-button";

/** Who it is, and whether the Page may still write to them. */
export function ProfileSection({ profile }: { profile: CustomerProfile }) {
  const t = useTranslations("customers.one");
  const { customer } = profile;
  return (
    <AsideSection title={t("profile")}>
      <div className="mb-3 flex items-center gap-3">
        <Avatar name={customer.name} size="large" />
        <p className="line-clamp-3 min-w-0 font-medium wrap-anywhere">
          <CustomerName name={customer.name} psid={customer.psid} />
        </p>
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5 text-sm">
        <Fact term={t("psid")}>
          <span className="break-all tabular-nums select-all">{customer.psid}</span>
        </Fact>
        <Fact term={t("window")}>
          <WindowClock openedAt={customer.windowOpenedAt} />
        </Fact>
        <Fact term={t("lastMessage")}>
          <Moment at={customer.lastMessageAt} otherwise={t("neverWrote")} />
        </Fact>
        {profile.optedOutAt !== null && (
          <Fact term={t("optedOut")}>
            <Moment at={profile.optedOutAt} otherwise="" />
          </Fact>
        )}
        {customer.blocked && <Fact term={t("blocked")}>{t("blockedBody")}</Fact>}
      </dl>
      <div className="mt-3">
        {profile.optedOutAt === null ? (
          <OptOutButton psid={customer.psid} />
        ) : (
          <OptInButton psid={customer.psid} name={customer.name} />
        )}
      </div>
    </AsideSection>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Moment({ at, otherwise }: { at: string | null; otherwise: string }) {
  const format = useFormatter();
  if (at === null) return <>{otherwise}</>;
  return <time dateTime={at}>{format.dateTime(new Date(at), "moment")}</time>;
}
