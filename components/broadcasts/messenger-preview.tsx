"use client";

import { useTranslations } from "use-intl";
import { PageMark } from "@/components/shell/page-mark";
import { usePageSession } from "@/components/shell/page-session";
import { cn } from "@/lib/cn";
import type { MessageContent } from "@/lib/domain/message-content";
import { MessengerMessage } from "./messenger-message";

export type Device = "phone" | "desktop";

/** What the customer sees, on a telephone or beside their other conversations in a browser. */
export function MessengerPreview({ content, device }: { content: MessageContent; device: Device }) {
  const t = useTranslations("broadcasts.preview");
  const { page } = usePageSession();
  const isPhone = device === "phone";
  return (
    <figure
      aria-label={t("label")}
      className={cn(
        "mx-auto max-w-full shadow-float",
        isPhone ? "w-67 rounded-[2.125rem] bg-[oklch(0.2_0.006_70)] p-2" : "rounded-lg border border-line",
      )}
    >
      <div
        className={cn(
          "flex flex-col overflow-hidden bg-[light-dark(#fff,#000)] text-[light-dark(#050505,#e4e6eb)]",
          isPhone ? "h-98 rounded-[1.625rem]" : "h-80 rounded-lg",
        )}
      >
        <div
          className={cn(
            "flex items-center gap-2 border-b border-[light-dark(#e9eaee,#2a2b2e)] px-3 pb-2 text-sm font-semibold",
            isPhone ? "pt-5" : "pt-2.5",
          )}
        >
          <PageMark name={page.name} isRound />
          <span className="truncate">{page.name}</span>
        </div>
        <div
          className="flex min-h-0 flex-1 flex-col gap-1 overflow-y-auto p-3"
          tabIndex={0}
          role="region"
          aria-label={t("thread")}
        >
          <span className="flex-1" />
          <MessengerMessage content={content} />
        </div>
        {!isPhone && (
          <p
            aria-hidden
            className="m-2 rounded-full bg-[light-dark(#f0f0f2,#303134)] px-3 py-1.5 text-sm text-[light-dark(#65676b,#a5a8ad)]"
          >
            {t("typeHere")}
          </p>
        )}
      </div>
    </figure>
  );
}
