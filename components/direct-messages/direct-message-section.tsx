"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Skeleton } from "@/components/ui/skeleton";
import { directMessagesQuery } from "@/lib/direct-messages/queries";
import { DirectMessageForm } from "./direct-message-form";
import { DirectMessageList } from "./direct-message-list";

/** Write to one customer, under the rules as they are at this moment, and see what became of it. */
export function DirectMessageSection({ psid }: { psid: string }) {
  const t = useTranslations("directMessages");
  const { pageId } = usePageSession();
  const canSend = useCan("messages.send");
  const { data, error, refetch } = useQuery(directMessagesQuery(pageId, psid));
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
          {canSend ? (
            <DirectMessageForm psid={psid} ways={data.ways} />
          ) : (
            <p className="text-sm text-ink-muted">{t("seeOnly")}</p>
          )}
          <DirectMessageList rows={data.rows} />
        </>
      )}
    </section>
  );
}
