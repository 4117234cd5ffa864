"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import type { Predicate } from "@/lib/domain/predicate";
import { paths } from "@/lib/paths";
import { twinsQuery } from "@/lib/segments/queries";

type TwinListProps = {
  predicate: Predicate;
  segmentId: string | null;
  /** Not yet while something is waited for more. */
  isAsked: boolean;
};

/** Other segments that select the same people whatever their labels are: said while one is being made or changed. */
export function TwinList({ predicate, segmentId, isAsked }: TwinListProps) {
  const t = useTranslations("segments.twins");
  const { pageId } = usePageSession();
  const { data: twins = [] } = useQuery({ ...twinsQuery(pageId, predicate, segmentId), enabled: isAsked });
  if (twins.length === 0) return null;
  return (
    <AsideSection title={t("title")}>
      <ul className="grid gap-1.5 text-sm">
        {twins.map(({ id, name }) => (
          <li key={id}>
            {t.rich("same", {
              name: () => (
                <Link
                  href={paths.segment(pageId, id)}
                  className="font-medium text-accent-ink hover:underline"
                >
                  {name}
                </Link>
              ),
            })}
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}
