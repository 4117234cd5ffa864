"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { TakeLead } from "@/components/leads/take-lead";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Skeleton } from "@/components/ui/skeleton";
import { directMessagesQuery } from "@/lib/direct-messages/queries";
import { findOtherAnswering } from "@/lib/leads/schema";
import { DirectMessageForm } from "./direct-message-form";
import { DirectMessageList } from "./direct-message-list";

type DirectMessageSectionProps = {
  psid: string;
  /** Whether the lead is taken over beside it. */
  isAtDesk?: boolean;
};

/** Write to one customer, under the rules as they are at this moment, and see what became of it. */
export function DirectMessageSection({ psid, isAtDesk = false }: DirectMessageSectionProps) {
  const t = useTranslations("directMessages");
  const { pageId, user } = usePageSession();
  const canSend = useCan("messages.send");
  const { data, error, refetch } = useQuery(directMessagesQuery(pageId, psid));
  const other = findOtherAnswering(data?.claim ?? null, user.id);
  return (
    <section aria-labelledby={`write-${psid}`}>
      <h2 id={`write-${psid}`} className="mb-3 text-sm font-semibold">
        {t("title")}
      </h2>
      {error !== null && data === undefined ? (
        <LoadTrouble error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <Skeleton className="h-28! w-full" />
      ) : (
        <>
          {!canSend ? (
            <p className="text-sm text-ink-muted">{t("seeOnly")}</p>
          ) : other === null ? (
            <DirectMessageForm psid={psid} ways={data.ways} />
          ) : (
            <div className="flex flex-wrap items-center gap-3 text-sm text-ink-muted">
              <p>{t("otherAnswers", { name: other.name })}</p>
              {!isAtDesk && <TakeLead psid={psid} takeOver />}
            </div>
          )}
          <DirectMessageList rows={data.rows} />
        </>
      )}
    </section>
  );
}
