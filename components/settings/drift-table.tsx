"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { Badge } from "@/components/ui/badge";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import { paths } from "@/lib/paths";
import type { DriftRow } from "@/lib/sync/schema";

/** Each difference: what, where, how it is here and how on Facebook. */
export function DriftTable({ drift, total }: { drift: readonly DriftRow[]; total: number }) {
  const t = useTranslations("sync.drift");
  const sidesOf = useSides();
  return (
    <div>
      <Table caption={t("caption")}>
        <thead>
          <tr>
            <HeadCell>{t("column.what")}</HeadCell>
            <HeadCell className="w-full">{t("column.who")}</HeadCell>
            <HeadCell className="max-md:hidden">{t("column.here")}</HeadCell>
            <HeadCell className="max-md:hidden">{t("column.there")}</HeadCell>
            <HeadCell>{t("column.state")}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {drift.map((row) => {
            const sides = sidesOf(row);
            return (
              <Row key={row.id}>
                <NameCell isWrapping className="min-w-36">
                  {t(`kind.${row.kind}`)}
                </NameCell>
                <Cell isWrapping>
                  <Where row={row} />
                </Cell>
                <Cell className="text-ink-muted max-md:hidden">{sides.here}</Cell>
                <Cell className="text-ink-muted max-md:hidden">{sides.there}</Cell>
                <Cell>
                  {row.repairedAt === null ? (
                    <Badge tone="warning">{t("open")}</Badge>
                  ) : (
                    <Badge tone="success">{t("repaired")}</Badge>
                  )}
                </Cell>
              </Row>
            );
          })}
        </tbody>
      </Table>
      {total > drift.length && (
        <p className="px-4 pt-2 text-sm text-ink-muted md:px-6">
          {t("more", { count: total - drift.length })}
        </p>
      )}
    </div>
  );
}

function Where({ row }: { row: DriftRow }) {
  const { pageId } = usePageSession();
  const label = row.labelId === null ? null : (row.labelName ?? row.labelId);
  return (
    <>
      {row.psid !== null && (
        <Link href={paths.customer(pageId, row.psid)} className="font-medium hover:underline">
          <bdi>{row.customerName ?? row.psid}</bdi>
        </Link>
      )}
      {row.psid !== null && label !== null && " · "}
      {label !== null && <bdi>{label}</bdi>}
    </>
  );
}

function useSides(): (row: DriftRow) => { here: string; there: string } {
  const t = useTranslations("sync.drift");
  const format = useFormatter();
  const none = t("none");
  const time = (text: string | null) => (text === null ? none : format.dateTime(new Date(text), "moment"));
  return (row) => {
    switch (row.kind) {
      case "assignment-missing":
      case "label-missing":
      case "customer-missing":
      case "labels-unread":
        return { here: t("hasNot"), there: t("has") };
      case "assignment-extra":
      case "label-orphaned":
        return { here: t("has"), there: t("hasNot") };
      case "label-renamed":
        return { here: row.ours ?? none, there: row.theirs ?? none };
      case "message-missing":
        return { here: time(row.ours), there: time(row.theirs) };
    }
  };
}
