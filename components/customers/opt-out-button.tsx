"use client";

import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import { optOutAction } from "@/lib/customers/actions";

/** For a customer who said elsewhere that they want no broadcasts. */
export function OptOutButton({ psid }: { psid: string }) {
  const t = useTranslations("customers.optOut");
  const { pageId } = usePageSession();
  const canOptOut = useCan("customers.opt-out");
  const optOut = useAction(optOutAction, {
    refreshes: { pageId, topics: ["customers", "activity"] },
    onDone: () => toastDone(t("outDone")),
  });
  if (!canOptOut) return null;
  return (
    <Button size="small" pending={optOut.isPending} onClick={() => optOut.mutate({ pageId, psid })}>
      {t("out")}
    </Button>
  );
}
