"use client";

import { Check, X } from "lucide-react";
import { useMessages, useTranslations } from "use-intl";
import { cn } from "@/lib/cn";
import type { MessageTag } from "@/lib/domain/messaging-rules";

/** What a message tag may be used for and what not, after the platform's document. */
export function TagUses({ tag, className }: { tag: MessageTag; className?: string }) {
  const t = useTranslations("policy");
  const { policy } = useMessages();
  const { allowed, disallowed } = policy.uses[tag];
  return (
    <div className={cn("grid gap-x-8 gap-y-3 text-sm sm:grid-cols-2", className)}>
      <Uses title={t("allowed")} uses={Object.values(allowed)} isAllowed />
      <Uses title={t("disallowed")} uses={Object.values(disallowed)} isAllowed={false} />
    </div>
  );
}

function Uses({ title, uses, isAllowed }: { title: string; uses: readonly string[]; isAllowed: boolean }) {
  const Icon = isAllowed ? Check : X;
  return (
    <div>
      <h3 className="mb-1 text-xs font-medium text-ink-muted">{title}</h3>
      <ul className="grid gap-1">
        {uses.map((use) => (
          <li key={use} className="flex gap-2">
            <Icon
              size={14}
              aria-hidden
              className={cn("mt-0.75 shrink-0", isAllowed ? "text-success-ink" : "text-danger-ink")}
            />
            {use}
          </li>
        ))}
      </ul>
    </div>
  );
}
