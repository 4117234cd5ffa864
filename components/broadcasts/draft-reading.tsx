"use client";

import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import type { BroadcastRow } from "@/lib/broadcasts/schema";
import { paths } from "@/lib/paths";
import { MessengerMessage } from "./messenger-message";
import { SentTo } from "./sent-to";

/** A draft, for those who may look at broadcasts and not write them. */
export function DraftReading({ broadcast }: { broadcast: BroadcastRow }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  return (
    <>
      <ViewBar
        title={broadcast.name}
        parent={{ title: t("title"), href: paths.broadcasts(pageId) }}
        mark={<Badge>{t("state.draft")}</Badge>}
      />
      <Notice>{t("draftReading")}</Notice>
      <div className="grid max-w-184 gap-6 p-4 md:p-6">
        <section>
          <h2 className="mb-1.5 text-sm font-semibold">{t("sentTo")}</h2>
          <SentTo broadcast={broadcast} />
        </section>
        <section>
          <h2 className="mb-1.5 text-sm font-semibold">{t("sentMessage")}</h2>
          <div className="flex">
            <MessengerMessage content={broadcast.content} />
          </div>
        </section>
      </div>
    </>
  );
}
