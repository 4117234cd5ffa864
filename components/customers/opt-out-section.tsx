"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { CustomerName } from "@/components/shell/customer-name";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { MoreRows } from "@/components/ui/more-rows";
import { optOutsQuery } from "@/lib/customers/queries";
import type { OptOutList } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";
import { OptInButton } from "./opt-in-button";

/** Who opted out, when, and with which word. */
export function OptOutSection() {
  const t = useTranslations("customers.optOut");
  const { pageId } = usePageSession();
  const query = useInfiniteQuery(optOutsQuery(pageId));
  const rows = query.data?.pages.flatMap((page) => page.rows);
  const total = query.data?.pages.at(-1)?.total;
  return (
    <section aria-labelledby="opt-outs" className="border-t border-line p-4 md:p-6">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="opt-outs" className="text-sm font-semibold">
          {t("title")}
        </h2>
        {total !== undefined && total > 0 && (
          <span className="text-xs text-ink-muted">{t("total", { count: total })}</span>
        )}
      </div>
      <p className="mt-1 mb-3 max-w-160 text-xs text-ink-muted">{t("hint")}</p>
      {query.error !== null && rows === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : rows?.length === 0 ? (
        <p className="text-sm text-ink-muted">{t("nobody")}</p>
      ) : (
        <div className="-mx-4 md:-mx-6">
          <OptOutTable rows={rows} />
        </div>
      )}
      <MoreRows query={query} reading={t("reading")}>
        {t("more")}
      </MoreRows>
    </section>
  );
}

function OptOutTable({ rows }: { rows: OptOutList["rows"] | undefined }) {
  const t = useTranslations("customers.optOut");
  return (
    <Table caption={t("caption")} isBusy={rows === undefined}>
      <thead>
        <tr>
          <HeadCell>{t("customer")}</HeadCell>
          <HeadCell className="w-full max-sm:hidden">{t("how")}</HeadCell>
          <HeadCell className="max-md:hidden">{t("at")}</HeadCell>
          <HeadCell>
            <span className="sr-only">{t("deeds")}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows === undefined &&
          Array.from({ length: 5 }, (_, at) => (
            <Row key={at}>
              <NameCell>
                <Skeleton className="w-32" />
              </NameCell>
              <Cell className="max-sm:hidden" />
              <Cell className="max-md:hidden" />
              <Cell />
            </Row>
          ))}
        {rows?.map((row) => (
          <OptOutRow key={row.psid} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function OptOutRow({ row }: { row: OptOutList["rows"][number] }) {
  const t = useTranslations("customers.optOut");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const how =
    row.word !== null
      ? t("word", { word: row.word })
      : row.by !== null
        ? t("by", { name: row.by })
        : t("unsaid");
  return (
    <Row>
      <NameCell isWrapping>
        <Link href={paths.customer(pageId, row.psid)} className="hover:underline">
          <CustomerName name={row.name} psid={row.psid} />
        </Link>
        <span className="block text-xs font-normal text-ink-muted sm:hidden">{how}</span>
      </NameCell>
      <Cell isWrapping className="max-sm:hidden">
        {how}
      </Cell>
      <Cell className="text-ink-muted max-md:hidden">
        <time dateTime={row.at}>{format.dateTime(new Date(row.at), "moment")}</time>
      </Cell>
      <Cell className="text-end">
        <OptInButton psid={row.psid} name={row.name} />
      </Cell>
    </Row>
  );
}
