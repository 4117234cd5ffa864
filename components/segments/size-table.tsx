"use client";

import { useFormatter, useTranslations } from "use-intl";
import { Count } from "@/components/shell/count";
import type { SegmentSize } from "@/lib/segments/schema";

/** The same sizes as numbers, newest first, with the change since the one before. */
export function SizeTable({ sizes }: { sizes: readonly SegmentSize[] }) {
  const t = useTranslations("segments.sizes");
  const format = useFormatter();
  return (
    <div className="max-h-72 overflow-auto">
      <table className="w-full text-sm">
        <caption className="sr-only">{t("tableCaption")}</caption>
        <thead className="text-xs text-ink-muted">
          <tr>
            <th scope="col" className="py-1 text-start font-medium">
              {t("measured")}
            </th>
            <th scope="col" className="py-1 text-end font-medium">
              {t("people")}
            </th>
            <th scope="col" className="py-1 text-end font-medium">
              {t("change")}
            </th>
          </tr>
        </thead>
        <tbody>
          {sizes
            .map((size, at) => (
              <tr key={size.at} className="border-t border-line">
                <th scope="row" className="py-1 text-start font-normal">
                  <time dateTime={size.at}>{format.dateTime(new Date(size.at), "moment")}</time>
                </th>
                <td className="py-1 text-end">
                  <Count value={size.people} />
                </td>
                <td className="py-1 text-end text-ink-muted">
                  <Change now={size.people} before={sizes[at - 1]?.people} />
                </td>
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </div>
  );
}

function Change({ now, before }: { now: number | null; before: number | null | undefined }) {
  const format = useFormatter();
  if (now === null || before === null || before === undefined) return null;
  return <>{format.number(now - before, { signDisplay: "exceptZero" })}</>;
}
