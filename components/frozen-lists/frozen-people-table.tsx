"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import type { LabelBook } from "@/components/predicate/label-book";
import { LabelChip } from "@/components/predicate/label-chip";
import { CustomerName } from "@/components/shell/customer-name";
import { usePageSession } from "@/components/shell/page-session";
import { WindowClock } from "@/components/shell/window-clock";
import { Avatar } from "@/components/ui/avatar";
import { Skeleton } from "@/components/ui/skeleton";
import { Cell, HeadCell, NameCell, Row, Table } from "@/components/ui/table";
import type { CustomerRow } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";

type FrozenPeopleTableProps = {
  /** Undefined while they are read. */
  rows: readonly CustomerRow[] | undefined;
  book: LabelBook;
};

/** Who is in a frozen list, with the labels they carry now. */
export function FrozenPeopleTable({ rows, book }: FrozenPeopleTableProps) {
  const t = useTranslations("frozenLists");
  return (
    <Table caption={t("peopleCaption")} isBusy={rows === undefined}>
      <thead>
        <tr>
          <HeadCell>{t("column.person")}</HeadCell>
          <HeadCell className="w-full max-md:hidden">{t("column.labels")}</HeadCell>
          <HeadCell>{t("column.window")}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows === undefined
          ? Array.from({ length: 8 }, (_, at) => <SkeletonRow key={at} />)
          : rows.map((row) => <PersonRow key={row.psid} row={row} book={book} />)}
      </tbody>
    </Table>
  );
}

function PersonRow({ row, book }: { row: CustomerRow; book: LabelBook }) {
  const { pageId } = usePageSession();
  return (
    <Row>
      <NameCell>
        <Link href={paths.customer(pageId, row.psid)} className="flex items-center gap-2.5 hover:underline">
          <Avatar name={row.name} />
          <CustomerName name={row.name} psid={row.psid} />
        </Link>
      </NameCell>
      <Cell isWrapping className="max-md:hidden">
        <span className="flex flex-wrap gap-1">
          {row.labelIds.map((labelId) => {
            const label = book.byId.get(labelId);
            return label && <LabelChip key={labelId} name={label.name} hue={label.hue} />;
          })}
        </span>
      </Cell>
      <Cell>
        <WindowClock openedAt={row.windowOpenedAt} />
      </Cell>
    </Row>
  );
}

function SkeletonRow() {
  return (
    <Row>
      <NameCell>
        <Skeleton className="w-32" />
      </NameCell>
      <Cell className="max-md:hidden">
        <Skeleton className="w-56" />
      </Cell>
      <Cell>
        <Skeleton className="w-16" />
      </Cell>
    </Row>
  );
}
