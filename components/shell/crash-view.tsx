"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { paths } from "@/lib/paths";

/** A view that threw: the code is what the server's log calls it. */
export function CrashView({ error, onRetry }: { error: Error & { digest?: string }; onRetry: () => void }) {
  const t = useTranslations("shell");
  return (
    <EmptyState
      isPage
      isAlert
      title={t("trouble.crash")}
      code={error.digest === undefined ? undefined : t("trouble.code", { digest: error.digest })}
      actions={
        <>
          <Button onClick={onRetry}>{t("retry")}</Button>
          <Link href={paths.home()} className={buttonClass("quiet")}>
            {t("trouble.toStart")}
          </Link>
        </>
      }
    >
      {t("trouble.crashNext")}
    </EmptyState>
  );
}
