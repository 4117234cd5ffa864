"use client";

import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import type { BroadcastDraft } from "./use-broadcast-draft";

/** On a legacy Page: whether Facebook may do the sending. */
export function WayField({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts.way");
  const { page } = usePageSession();
  if (page.profile !== "legacy") return null;
  return (
    <label className="flex gap-3 text-sm">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0"
        checked={draft.wantsBroadcastApi}
        onChange={(event) => draft.change({ wantsBroadcastApi: event.target.checked })}
      />
      <span>
        {t("ask")}
        <span className="block text-xs text-ink-muted">{t("askHint")}</span>
      </span>
    </label>
  );
}
