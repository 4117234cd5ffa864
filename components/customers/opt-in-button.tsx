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
  const canOptIn = useCan("customers.opt-in");
  const { isAsking, ask, close, reason, write, refused, isPending, submit } = useOptIn(psid);
  return (
    <>
      <Button size="small" unavailable={canOptIn ? undefined : t("adminOnly")} onClick={ask}>
        {t("in")}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={close}
        title={t("inTitle", { name })}
        description={t("inBody")}
        closeLabel={t("close")}
        footer={
          <>
            <Button look="quiet" onClick={close}>
              {t("keep")}
            </Button>
            <Button look="primary" pending={isPending} onClick={submit}>
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
          onChange={(event) => write(event.target.value)}
          error={refused}
        />
      </Dialog>
    </>
  );
}

function useOptIn(psid: string) {
  const { pageId } = usePageSession();
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
  const write = (next: string) => {
    setReason(next);
    setRefused(undefined);
  };
  return {
    ...{ isAsking, reason, refused, write, isPending: optIn.isPending },
    ask: () => {
      write("");
      setIsAsking(true);
    },
    close: () => setIsAsking(false),
    submit: () => optIn.mutate({ pageId, psid, reason }),
  };
}
