"use client";

import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { toastDone } from "@/components/ui/toast";
import { replayWebhooksAction } from "@/lib/sync/actions";
import type { SyncReport, WebhookRow } from "@/lib/sync/schema";

type WebhookSectionProps = Pick<SyncReport, "webhooks" | "lag">;

/** What Facebook told: when, of what, how soon it was applied, and the way to apply it again. */
export function WebhookSection({ webhooks, lag }: WebhookSectionProps) {
  const t = useTranslations("sync.webhooks");
  const { pageId } = usePageSession();
  const replay = useAction(replayWebhooksAction, {
    refreshes: { pageId, topics: ["sync"] },
    onDone: (count) => toastDone(t("done", { count })),
  });
  return (
    <section>
      <div className="px-4 md:px-6">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="flex-1 text-sm font-semibold">{t("title")}</h2>
          {webhooks.length > 0 && (
            <Button
              size="small"
              pending={replay.isPending}
              onClick={() => replay.mutate({ pageId, what: { hours: 24 } })}
            >
              {t("againDay")}
            </Button>
          )}
        </div>
        <p className="mt-1 max-w-160 text-sm text-pretty text-ink-muted">{t("body")}</p>
        <p className="mt-1 mb-3 text-sm">
          {webhooks.length === 0 ? t("none") : lag === null ? null : t("lag", lag)}
        </p>
      </div>
      {webhooks.length > 0 && (
        <Table caption={t("caption")}>
          <thead>
            <tr>
              <HeadCell>{t("column.at")}</HeadCell>
              <HeadCell className="w-full">{t("column.what")}</HeadCell>
              <HeadCell isNumber className="max-md:hidden">
                {t("column.lag")}
              </HeadCell>
              <HeadCell>{t("column.state")}</HeadCell>
              <HeadCell>
                <span className="sr-only">{t("again")}</span>
              </HeadCell>
            </tr>
          </thead>
          <tbody>
            {webhooks.map((row) => (
              <WebhookLine
                key={row.id}
                row={row}
                onReplay={() => replay.mutate({ pageId, what: { ids: [row.id] } })}
              />
            ))}
          </tbody>
        </Table>
      )}
    </section>
  );
}

function WebhookLine({ row, onReplay }: { row: WebhookRow; onReplay: () => void }) {
  const t = useTranslations("sync.webhooks");
  const format = useFormatter();
  const at = format.dateTime(new Date(row.receivedAt), "second");
  const told = Object.entries(row.fields).map(([field, count]) =>
    field === "inbox_labels" ? t("fields.inbox_labels", { count }) : t("fields.messaging", { count }),
  );
  return (
    <Row>
      <NameCell>
        <time dateTime={row.receivedAt}>{at}</time>
      </NameCell>
      <Cell isWrapping className="text-ink-muted">
        {told.length === 0 ? t("nothing") : format.list(told)}
        {row.trouble !== null && <span className="block text-danger-ink">{row.trouble}</span>}
      </Cell>
      <Cell className="text-end text-ink-muted max-md:hidden">
        {row.lagMs !== null && t("ms", { ms: row.lagMs })}
      </Cell>
      <Cell>
        {row.lagMs === null ? (
          <Badge tone="warning">{t("waits")}</Badge>
        ) : row.trouble === null ? (
          <Badge tone="success">{t("applied")}</Badge>
        ) : (
          <Badge tone="danger">{t("setAside")}</Badge>
        )}
      </Cell>
      <Cell>
        {row.lagMs !== null && (
          <Button size="small" look="quiet" aria-label={t("againNamed", { at })} onClick={onReplay}>
            {t("again")}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
