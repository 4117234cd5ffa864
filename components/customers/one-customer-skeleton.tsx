"use client";

import { useTranslations } from "use-intl";
import { AsideSection, SplitView } from "@/components/shell/view-bar";
import { Skeleton } from "@/components/ui/skeleton";

/** The same shape as the page it stands for. */
export function OneCustomerSkeleton() {
  const t = useTranslations("customers.one");
  return (
    <SplitView
      asideLabel={t("aside")}
      aside={
        <AsideSection title={t("profile")}>
          <div aria-busy className="grid gap-3">
            {Array.from({ length: 4 }, (_, index) => (
              <Skeleton key={index} className="w-40" />
            ))}
          </div>
        </AsideSection>
      }
    >
      <div aria-busy className="grid max-w-3xl gap-4">
        <Skeleton className="w-16" />
        <Skeleton className="h-6.5! w-56 rounded-sm!" />
        <Skeleton className="mt-4 w-24" />
        <Skeleton className="h-10! w-72 rounded-lg!" />
        <Skeleton className="ms-auto h-10! w-64 rounded-lg!" />
      </div>
    </SplitView>
  );
}
