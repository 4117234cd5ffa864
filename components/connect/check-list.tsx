"use client";

import { CircleCheck, CircleHelp, CircleX } from "lucide-react";
import { useFormatter, useTranslations } from "use-intl";
import { toDashedKey } from "@/components/shell/dashed-key";
import type { ConnectionCheck } from "@/lib/facebook-pages/schema";

const marks = {
  met: { icon: CircleCheck, className: "text-success-ink" },
  missing: { icon: CircleX, className: "text-danger-ink" },
  unknown: { icon: CircleHelp, className: "text-warning-ink" },
} as const;

/** Each thing that a Page needs: whether it is there, what it is for, and how to get it. */
export function CheckList({ checks }: { checks: readonly ConnectionCheck[] }) {
  const t = useTranslations("settings");
  return (
    <ul className="rounded-lg border border-line bg-raised">
      {checks.map((check) => {
        const { icon: Icon, className } = marks[check.state];
        return (
          <li key={check.id} className="flex gap-3 border-t border-line px-3 py-2.5 first:border-0">
            <Icon
              size={16}
              role="img"
              aria-label={t(`connection.state.${check.state}`)}
              className={`mt-0.5 shrink-0 ${className}`}
            />
            <div className="min-w-0 text-sm">
              <b className="block font-medium">{t(`check.${toDashedKey(check.id)}.name`)}</b>
              <CheckWords check={check} />
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function CheckWords({ check }: { check: ConnectionCheck }) {
  const t = useTranslations("settings.check");
  const format = useFormatter();
  const key = toDashedKey(check.id);
  const words = (() => {
    if (check.state === "unknown") return t("unknown");
    if (check.state === "missing") return t(`${key}.missing`, { detail: check.detail ?? "" });
    if (check.until !== undefined)
      return t("token.until", { date: format.dateTime(new Date(check.until), "day") });
    return t(`${key}.body`);
  })();
  return (
    <span className="block text-ink-muted">
      {words}{" "}
      {check.link !== undefined && check.state !== "met" && (
        <a href={check.link} target="_blank" rel="noreferrer" className="text-accent-ink hover:underline">
          {t("terms.link")}
        </a>
      )}
    </span>
  );
}
