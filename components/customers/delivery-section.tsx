"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { deliveryTones } from "@/components/broadcasts/broadcast-words";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { customerDeliveriesQuery } from "@/lib/customers/queries";
import type { CustomerDelivery } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";

/** Every broadcast that had a line for this customer, with what came of it. */
export function DeliverySection({ psid }: { psid: string }) {
  const t = useTranslations("customers.deliveries");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(customerDeliveriesQuery(pageId, psid));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  return (
    <AsideSection title={t("title")}>
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows === undefined ? (
        <Skeleton className="w-48" />
      ) : rows.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("empty")}</p>
      ) : (
        <ul className="grid gap-3">
          {rows.map((row) => (
            <DeliveryItem key={row.broadcastId} row={row} />
          ))}
        </ul>
      )}
      {query.hasNextPage && (
        <Button
          size="small"
          className="mt-3"
          pending={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("more")}
        </Button>
      )}
    </AsideSection>
  );
}

function DeliveryItem({ row }: { row: CustomerDelivery }) {
  const t = useTranslations("customers.deliveries");
  const states = useTranslations("broadcasts.delivery.state");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const seenAt = row.readAt ?? row.deliveredAt;
  return (
    <li className="text-sm">
      <span className="flex items-start gap-2">
        <Link
          href={paths.broadcast(pageId, row.broadcastId)}
          className="min-w-0 flex-1 font-medium wrap-anywhere hover:underline"
        >
          {row.broadcastName}
        </Link>
        <Badge tone={deliveryTones[row.state]}>{states(row.state)}</Badge>
      </span>
      <span className="block text-xs text-ink-muted">
        {row.at !== null && <time dateTime={row.at}>{format.dateTime(new Date(row.at), "moment")}</time>}
        {seenAt !== null && (
          <>
            {" · "}
            {row.readAt === null ? t("delivered") : t("read")}
          </>
        )}
      </span>
      {row.reasonWords !== null && <span className="block text-xs text-ink-muted">{row.reasonWords}</span>}
    </li>
  );
}
