"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { DirectMessageSection } from "@/components/direct-messages/direct-message-section";
import { useCustomerName } from "@/components/shell/customer-name";
import { PersonSegments } from "@/components/segments/person-segments";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { SplitView, ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { customerQuery } from "@/lib/customers/queries";
import type { CustomerProfile } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";
import { ConversationSection } from "./conversation-section";
import { DeliverySection } from "./delivery-section";
import { LabelHistorySection } from "./label-history-section";
import { LabelSection } from "./label-section";
import { OneCustomerSkeleton } from "./one-customer-skeleton";
import { ProfileSection } from "./profile-section";

/** One customer: who they are, their labels with who put them on, what was said, what was sent. */
export function OneCustomerView({ psid }: { psid: string }) {
  const t = useTranslations("customers");
  const { pageId } = usePageSession();
  const nameOf = useCustomerName();
  const query = useQuery(customerQuery(pageId, psid));
  const profile = query.data;
  return (
    <>
      <ViewBar
        title={profile === undefined ? psid : nameOf(profile.customer)}
        parent={{ title: t("title"), href: paths.customers(pageId) }}
        mark={profile && <Marks profile={profile} />}
      />
      {profile !== undefined ? (
        <Sections profile={profile} />
      ) : query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <OneCustomerSkeleton />
      )}
    </>
  );
}

/** The place where a new section is added: what is read and done in the middle, what is looked up at the side. */
function Sections({ profile }: { profile: CustomerProfile }) {
  const t = useTranslations("customers.one");
  const { customer } = profile;
  return (
    <SplitView
      asideLabel={t("aside")}
      aside={
        <>
          <ProfileSection profile={profile} />
          <DeliverySection psid={customer.psid} />
          <LabelHistorySection psid={customer.psid} />
        </>
      }
    >
      <div className="grid max-w-3xl gap-8">
        <LabelSection profile={profile} />
        <PersonSegments psid={customer.psid} />
        <ConversationSection customer={customer} />
        <DirectMessageSection psid={customer.psid} />
      </div>
    </SplitView>
  );
}

function Marks({ profile }: { profile: CustomerProfile }) {
  const t = useTranslations("customers");
  return (
    <>
      {profile.customer.blocked && <Badge tone="danger">{t("blocked")}</Badge>}
      {profile.optedOutAt !== null && <Badge tone="warning">{t("optedOut")}</Badge>}
    </>
  );
}
