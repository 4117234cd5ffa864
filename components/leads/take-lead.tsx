"use client";

import { Hand } from "lucide-react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { claimLeadAction } from "@/lib/leads/actions";

/** Takes a lead, also from a colleague: from then on nobody else answers. */
export function TakeLead({ psid, takeOver }: { psid: string; takeOver: boolean }) {
  const t = useTranslations("leads.claim");
  const { pageId } = usePageSession();
  const take = useAction(claimLeadAction, {
    refreshes: { pageId, topics: ["leads", "customers", "activity"] },
  });
  return (
    <Button size="small" pending={take.isPending} onClick={() => take.mutate({ pageId, psid, takeOver })}>
      <Hand size={14} aria-hidden />
      {takeOver ? t("takeOver") : t("take")}
    </Button>
  );
}
