"use client";

import { RotateCcw } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { ReadError } from "@/lib/fetch-json";
import { paths } from "@/lib/paths";

/** A list or a view that could not be read: what happened, what to do, try again. */
export function LoadTrouble({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useTranslations("shell");
  const message = useTroubleWords()(error);
  const isSignedOut = error instanceof ReadError && error.failure.code === "signed-out";
  return (
    <EmptyState
      isAlert
      title={t("trouble.load")}
      actions={
        isSignedOut ? (
          <Link href={paths.signIn()} className={buttonClass("primary")}>
            {t("trouble.signIn")}
          </Link>
        ) : (
          <Button onClick={onRetry}>
            <RotateCcw size={14} aria-hidden />
            {t("retry")}
          </Button>
        )
      }
    >
      {message}
    </EmptyState>
  );
}

/** The server's own words where it answered; else that it could not be reached. */
export function useTroubleWords(): (error: Error) => string {
  const t = useTranslations("shell.trouble");
  return (error) => (error instanceof ReadError ? error.message : t("unreachable"));
}
