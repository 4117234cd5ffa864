"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { cn } from "@/lib/cn";
import { paths } from "@/lib/paths";

/** The parts of the composer, in their order; each is the id of its heading. */
const parts = ["audience", "message", "when"] as const;

type StepsProps = {
  broadcastId: string | undefined;
  /** While it is written: which parts are. Absent in the review, which follows once all are. */
  isWritten?: Record<(typeof parts)[number], boolean>;
};

/** Where you are on the way to sending: at the first part that lacks something. */
export function Steps({ broadcastId, isWritten }: StepsProps) {
  const t = useTranslations("broadcasts.steps");
  const { pageId } = usePageSession();
  const here = isWritten ? (parts.find((part) => !isWritten[part]) ?? "when") : "review";
  const composer = isWritten || broadcastId === undefined ? "" : paths.broadcast(pageId, broadcastId);
  const toLook = (isHere: boolean) =>
    cn(
      "flex items-center gap-1.5 border-b-2 py-3 text-sm whitespace-nowrap",
      isHere ? "border-ink font-semibold text-ink" : "border-transparent text-ink-muted",
    );
  return (
    <nav aria-label={t("label")} className="overflow-x-auto border-b border-line px-4 md:px-6">
      <ol className="flex justify-between gap-4 md:justify-start md:gap-6">
        {parts.map((part) => (
          <li key={part}>
            <Link
              href={`${composer}#${part}`}
              aria-current={part === here ? "step" : undefined}
              className={toLook(part === here)}
            >
              {part !== here && (isWritten?.[part] ?? true) && (
                <>
                  <Check size={16} aria-hidden className="text-success-ink max-md:hidden" />
                  <span className="sr-only">{t("written")}</span>
                </>
              )}
              {t(part)}
            </Link>
          </li>
        ))}
        <li>
          <span aria-current={here === "review" ? "step" : undefined} className={toLook(here === "review")}>
            {t("review")}
          </span>
        </li>
      </ol>
    </nav>
  );
}
