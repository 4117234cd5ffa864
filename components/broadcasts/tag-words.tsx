"use client";

import { useFormatter, useTranslations } from "use-intl";
import type { BroadcastRow } from "@/lib/broadcasts/schema";

/** Under which tag it went to those outside their window, and who said that it may. */
export function TagWords({ broadcast }: { broadcast: BroadcastRow }) {
  const t = useTranslations("broadcasts.tag");
  const format = useFormatter();
  const { tag, tagConfirmed } = broadcast;
  return (
    <p className="mt-2 text-xs text-ink-muted">
      <code>{tag}</code>
      {tagConfirmed !== null && (
        <span className="block">
          {t("said", {
            name: tagConfirmed.by ?? t("somebody"),
            at: format.dateTime(new Date(tagConfirmed.at), "moment"),
          })}
        </span>
      )}
    </p>
  );
}
