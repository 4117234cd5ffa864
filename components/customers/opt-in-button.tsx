"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { optInAction } from "@/lib/customers/actions";
import { optInReasonLengthMax } from "@/lib/customers/schema";

/** Opts a customer in again on their word, with a reason that stays. */
export function OptInButton({ psid, name }: { psid: string; name: string }) {
  const t = useTranslations("customers.optOut");
  const { pageId } = usePageSession();
  const canOptIn = useCan("customers.opt-in");
  const [isAsking, setIsAsking] = useState(false);
  const [reason, setReason] = useState("");
  const [refused, setRefused] = useState<string>();
  const optIn = useAction(optInAction, {
    refreshes: { pageId, topics: ["customers", "activity"] },
    onDone: () => setIsAsking(false),
    onRefused: (refusal) => {
      setRefused(refusal.message);
      return true;
    },
  });
  return (
    <>
      <Button
        size="small"
        unavailable={canOptIn ? undefined : t("adminOnly")}
        onClick={() => {
          setReason("");
          setRefused(undefined);
          setIsAsking(true);
        }}
      >
        {t("in")}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("inTitle", { name })}
        description={t("inBody")}
        closeLabel={t("close")}
        footer={
          <>
            <Button look="quiet" onClick={() => setIsAsking(false)}>
              {t("keep")}
            </Button>
            <Button
              look="primary"
              pending={optIn.isPending}
              onClick={() => optIn.mutate({ pageId, psid, reason })}
            >
              {t("submit")}
            </Button>
          </>
        }
      >
        <TextField
          label={t("reason")}
          hint={t("reasonHint")}
          value={reason}
          maxLength={optInReasonLengthMax}
          onChange={(event) => {
            setReason(event.target.value);
            setRefused(undefined);
          }}
          error={refused}
        />
      </Dialog>
    </>
  );
}
