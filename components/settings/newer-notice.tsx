"use client";

import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** A colleague saved while somebody was writing: their own values stay until they ask for the colleague's. */
export function NewerNotice({ onAdopt }: { onAdopt: () => void }) {
  const t = useTranslations("settings.newer");
  return (
    <Notice
      tone="warning"
      action={
        <Button size="small" onClick={onAdopt}>
          {t("take")}
        </Button>
      }
    >
      {t("body")}
    </Notice>
  );
}
