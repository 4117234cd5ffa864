"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { deliveryTones } from "@/components/broadcasts/broadcast-words";
import { usePageSession } from "@/components/shell/page-session";
import { Badge } from "@/components/ui/badge";
import { customerDeliveriesQuery } from "@/lib/customers/queries";
import type { CustomerDelivery } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";
import { PagedSection } from "./paged-section";

/** Every broadcast that had a line for this customer, with what came of it. */
export function DeliverySection({ psid }: { psid: string }) {
  const t = useTranslations("customers.deliveries");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(customerDeliveriesQuery(pageId, psid));
  return (
    <PagedSection title={t("title")} empty={t("empty")} more={t("more")} query={query}>
      {(row) => <DeliveryItem key={row.broadcastId} row={row} />}
    </PagedSection>
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
