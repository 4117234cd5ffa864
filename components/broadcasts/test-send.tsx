"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { useNow } from "@/components/shell/use-now";
import { AsideSection } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { toastDone } from "@/components/ui/toast";
import { useFormKey } from "@/components/direct-messages/use-form-key";
import { claimOwnCustomerAction, sendTestAction } from "@/lib/direct-messages/actions";
import { ownCustomerQuery } from "@/lib/direct-messages/queries";
import type { OwnCustomer } from "@/lib/direct-messages/schema";
import { findContentTrouble } from "./content-words";
import type { BroadcastDraft } from "./use-broadcast-draft";

/** Sends the draft to yourself: to the customer of this Page who you proved to be. */
export function TestSend({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts.test");
  const { pageId } = usePageSession();
  const { data: own } = useQuery(ownCustomerQuery(pageId));
  const { send, isPending, refused } = useTest(draft);
  const why = draft.canSave ? findContentTrouble(draft.content) : t("savesFirst");
  return (
    <AsideSection title={t("title")}>
      {own?.customer != null && (
        <>
          <p className="mb-2.5 text-sm text-ink-muted">{t("to", { name: own.customer.name })}</p>
          <Button size="small" unavailable={why} pending={isPending} onClick={() => void send()}>
            {t("send")}
          </Button>
        </>
      )}
      {own !== undefined && <ProveYourself own={own} />}
      {refused !== undefined && (
        <p role="alert" className="mt-2 text-sm text-danger-ink">
          {refused}
        </p>
      )}
    </AsideSection>
  );
}

/** The test is of the saved draft, so it is saved first. */
function useTest(draft: BroadcastDraft) {
  const t = useTranslations("broadcasts.test");
  const { pageId } = usePageSession();
  const [refused, setRefused] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);
  const { formKey, settle } = useFormKey();
  const test = useAction(sendTestAction, {
    refreshes: { pageId, topics: ["customers"] },
    onDone: ({ state }) => {
      settle();
      toastDone(t(state === "sent" ? "sent" : "unknown"));
    },
    onRefused: (refusal) => {
      settle(refusal);
      setRefused(refusal.message);
      return true;
    },
  });
  const send = async () => {
    setRefused(undefined);
    setIsSaving(true);
    const id = draft.isSaved && draft.id !== undefined ? draft.id : await draft.store();
    setIsSaving(false);
    if (id !== null) test.mutate({ pageId, broadcastId: id, formKey });
  };
  return { send, refused, isPending: isSaving || test.isPending };
}

/** A code to write to the Page: only whoever holds that account in Messenger can, so nobody else gets the test. */
function ProveYourself({ own: { customer, claim } }: { own: OwnCustomer }) {
  const t = useTranslations("broadcasts.test");
  const format = useFormatter();
  const { pageId, page } = usePageSession();
  const isOver = useNow() > Date.parse(claim?.until ?? "");
  const make = useAction(claimOwnCustomerAction, { refreshes: { pageId, topics: ["customers"] } });
  const ask = () => make.mutate({ pageId });
  if (claim === null || isOver)
    return customer === null ? (
      <>
        <p className="mb-2.5 text-sm text-ink-muted">{t("prove")}</p>
        <Button size="small" pending={make.isPending} onClick={ask}>
          {t("makeCode")}
        </Button>
      </>
    ) : (
      <button
        type="button"
        onClick={ask}
        className="mt-2.5 block text-xs font-medium text-accent-ink hover:underline"
      >
        {t("change")}
      </button>
    );
  return (
    <div role="status" className="mt-2.5 text-sm first:mt-0">
      <p className="text-ink-muted">{t("write", { page: page.name })}</p>
      <p className="my-2 rounded-md bg-sunken px-3 py-2 text-center font-mono text-lg tracking-widest select-all">
        {claim.code}
      </p>
      <p className="text-xs text-ink-muted">
        {t("until", { time: format.dateTime(new Date(claim.until), "second") })}
      </p>
    </div>
  );
}
