"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { NotForRole } from "@/components/shell/not-for-role";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { ViewBar } from "@/components/shell/view-bar";
import { paths } from "@/lib/paths";

/** Where a file's labels are put on customers, for those who may. */
export function ImportFrame({ title, children }: { title?: string; children: ReactNode }) {
  const t = useTranslations("csvImports");
  const tCustomers = useTranslations("customers");
  const { pageId } = usePageSession();
  const parent = { title: tCustomers("title"), href: paths.customers(pageId) };
  if (!useCan("labels.assign-in-bulk")) {
    return (
      <NotForRole title={t("title")} parent={parent}>
        {t("notForRole")}
      </NotForRole>
    );
  }
  return (
    <>
      <ViewBar title={title ?? t("title")} parent={parent} />
      <div className="grid max-w-208 content-start gap-6 p-4 text-sm md:p-6">{children}</div>
    </>
  );
}
