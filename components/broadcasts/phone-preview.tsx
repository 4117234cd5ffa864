"use client";

import { useTranslations } from "use-intl";
import { PageMark } from "@/components/shell/page-mark";
import { usePageSession } from "@/components/shell/page-session";

type PhonePreviewProps = {
  /** The message as this customer gets it, or what is missing. */
  text: string;
  isMissing: boolean;
};

/** What the customer sees. Only here does the interface wear Messenger's own colours. */
export function PhonePreview({ text, isMissing }: PhonePreviewProps) {
  const t = useTranslations("broadcasts.preview");
  const { page } = usePageSession();
  return (
    <figure
      aria-label={t("label")}
      className="mx-auto w-67 max-w-full rounded-[2.125rem] bg-[oklch(0.2_0.006_70)] p-2 shadow-float"
    >
      <div className="flex h-98 flex-col overflow-hidden rounded-[1.625rem] bg-[light-dark(#fff,#000)] text-[light-dark(#050505,#e4e6eb)]">
        <div className="flex items-center gap-2 border-b border-[light-dark(#e9eaee,#2a2b2e)] px-3 pt-5 pb-2 text-sm font-semibold">
          <PageMark name={page.name} isRound />
          <span className="truncate">{page.name}</span>
        </div>
        <div
          className="flex flex-1 flex-col justify-end gap-1 overflow-y-auto p-3"
          tabIndex={0}
          role="region"
          aria-label={t("thread")}
        >
          <p
            className={
              isMissing
                ? "max-w-[82%] self-start rounded-[1.125rem] border border-dashed border-[light-dark(#65676b,#a5a8ad)] px-3 py-1.75 text-sm text-[light-dark(#65676b,#a5a8ad)]"
                : "max-w-[82%] self-start rounded-[1.125rem] bg-[light-dark(#f0f0f2,#303134)] px-3 py-1.75 text-sm leading-4.75 wrap-anywhere whitespace-pre-wrap"
            }
          >
            {text}
          </p>
        </div>
      </div>
    </figure>
  );
}
