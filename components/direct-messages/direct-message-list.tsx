"use client";

import { useFormatter, useTranslations } from "use-intl";
import { deliveryTones } from "@/components/broadcasts/broadcast-words";
import { Badge } from "@/components/ui/badge";
import { summarizeContent } from "@/lib/domain/message-content";
import type { DirectMessageRow } from "@/lib/direct-messages/schema";

/** What was written from here lately. What nobody can know is called unknown, until its echo settles it. */
export function DirectMessageList({ rows }: { rows: readonly DirectMessageRow[] }) {
  const t = useTranslations("directMessages");
  const states = useTranslations("broadcasts.delivery.state");
  const format = useFormatter();
  if (rows.length === 0) return null;
  return (
    <ol aria-label={t("list")} className="mt-4 border-t border-line">
      {rows.map((row) => (
        <li key={row.id} className="border-b border-line py-2 text-sm">
          <div className="flex flex-wrap items-center gap-2">
            <Badge tone={deliveryTones[row.state]}>
              {row.readAt !== null
                ? t("read")
                : row.deliveredAt !== null
                  ? t("delivered")
                  : states(row.state)}
            </Badge>
            {row.isTest && <Badge>{t("test")}</Badge>}
            {row.tag !== null && <code className="text-xs text-ink-muted">{row.tag}</code>}
            <span className="flex-1" />
            <span className="text-xs text-ink-muted">
              {row.by ?? t("somebody")},{" "}
              <time dateTime={row.attemptedAt}>{format.dateTime(new Date(row.attemptedAt), "moment")}</time>
            </span>
          </div>
          <p className="mt-1 line-clamp-2 wrap-anywhere">{summarizeContent(row.content)}</p>
          {row.reasonWords !== null && <p className="mt-0.5 text-xs text-ink-muted">{row.reasonWords}</p>}
        </li>
      ))}
    </ol>
  );
}
