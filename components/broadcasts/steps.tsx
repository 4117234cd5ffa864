"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";

type StepsProps = { step: "compose" | "review"; broadcastId: string | undefined };

/** Where you are on the way to sending. */
export function Steps({ step, broadcastId }: StepsProps) {
  const t = useTranslations("broadcasts.steps");
  const { pageId } = usePageSession();
  const look = "flex items-center gap-2 border-b-2 py-3 text-sm whitespace-nowrap";
  const here = "border-ink font-semibold text-ink";
  const elsewhere = "border-transparent text-ink-muted";
  return (
    <nav aria-label={t("label")} className="border-b border-line px-4 md:px-6">
      <ol className="-mb-px flex gap-6">
        <li>
          {step === "review" && broadcastId !== undefined ? (
            <Link
              href={paths.broadcast(pageId, broadcastId)}
              className={cn(look, elsewhere, "hover:text-ink")}
            >
              <Check size={16} aria-hidden className="text-success-ink" />
              {t("compose")}
            </Link>
          ) : (
            <span aria-current="step" className={cn(look, here)}>
              {t("compose")}
            </span>
          )}
        </li>
        <li>
          <span
            aria-current={step === "review" ? "step" : undefined}
            className={cn(look, step === "review" ? here : elsewhere)}
          >
            {t("review")}
          </span>
        </li>
      </ol>
    </nav>
  );
}
