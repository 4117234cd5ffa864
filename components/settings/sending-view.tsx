"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { OptOutSection } from "@/components/customers/opt-out-section";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Skeleton } from "@/components/ui/skeleton";
import { sendingSettingsQuery } from "@/lib/sending-settings/queries";
import { LeadTargetForm } from "./lead-target-form";
import { SendingForm } from "./sending-form";
import { SettingsTabs } from "./settings-tabs";

/** What holds for all broadcasts of the Page. */
export function SendingView() {
  const t = useTranslations("settings.sending");
  const { pageId } = usePageSession();
  const { data, error, refetch } = useQuery(sendingSettingsQuery(pageId));
  return (
    <>
      <ViewBar title={t("title")} />
      <SettingsTabs here="sending" />
      {data !== undefined ? (
        <>
          <SendingForm settings={data} />
          <LeadTargetForm />
          <OptOutSection />
        </>
      ) : error !== null ? (
        <LoadTrouble error={error} onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="grid max-w-160 gap-6 p-4 md:p-6">
          {Array.from({ length: 5 }, (_, at) => (
            <Skeleton key={at} className="h-8! w-72 max-w-full" />
          ))}
        </div>
      )}
    </>
  );
}
