"use client";

import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { withdrawInviteAction } from "@/lib/team/actions";
import type { OpenInvite } from "@/lib/team/schema";

/** Who was invited and has not come yet. Their links are shown to nobody again. */
export function OpenInvites({ invites }: { invites: readonly OpenInvite[] }) {
  const t = useTranslations("settings.people");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const withdraw = useAction(withdrawInviteAction, { refreshes: { pageId, topics: ["team"] } });
  if (invites.length === 0) return null;
  return (
    <section className="mt-8 px-4 md:px-6">
      <h2 className="mb-2 text-sm font-semibold">{t("open")}</h2>
      <ul className="rounded-lg border border-line">
        {invites.map(({ id, role, createdByName, expiresAt }) => (
          <li key={id} className="flex items-center gap-3 border-t border-line px-3 py-2 first:border-0">
            <span className="min-w-0 flex-1 text-sm">
              {t("openLine", { role: t(`roleName.${role}`), name: createdByName ?? "–" })}{" "}
              <span className="text-ink-muted">
                {t("until", { date: format.dateTime(new Date(expiresAt), "day") })}
              </span>
            </span>
            <Button
              size="small"
              look="quiet"
              pending={withdraw.isPending}
              onClick={() => withdraw.mutate({ pageId, inviteId: id })}
            >
              {t("withdraw")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
