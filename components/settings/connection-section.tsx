"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { CheckList } from "@/components/connect/check-list";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Skeleton } from "@/components/ui/skeleton";
import { connectionQuery } from "@/lib/facebook-pages/queries";
import { paths } from "@/lib/paths";

/** What the Page needs on Facebook, asked of Facebook when somebody looks. */
export function ConnectionSection() {
  const t = useTranslations("settings.connection");
  const { pageId } = usePageSession();
  const query = useQuery(connectionQuery(pageId));
  return (
    <section aria-busy={query.isFetching || undefined}>
      <div className="mb-3 flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-sm font-semibold">{t("title")}</h2>
        <Button size="small" pending={query.isFetching} onClick={() => void query.refetch()}>
          {query.isFetching ? t("reading") : t("again")}
        </Button>
        <Link href={paths.connect()} className={buttonClass("plain", "small")}>
          {t("renew")}
        </Link>
      </div>
      {query.error !== null && query.data === undefined ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : query.data === undefined ? (
        <div className="grid gap-3 rounded-lg border border-line p-3">
          {Array.from({ length: 10 }, (_, index) => (
            <Skeleton key={index} className="h-8! w-full" />
          ))}
        </div>
      ) : (
        <CheckList checks={query.data.checks} />
      )}
    </section>
  );
}
