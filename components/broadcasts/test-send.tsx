"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { AsideSection } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { toastDone } from "@/components/ui/toast";
import { customersQuery } from "@/lib/customers/queries";
import { nameOwnCustomerAction, sendTestAction } from "@/lib/direct-messages/actions";
import { ownCustomerQuery } from "@/lib/direct-messages/queries";
import { findContentTrouble } from "./content-words";
import type { BroadcastDraft } from "./use-broadcast-draft";

/** Sends the draft to yourself: to the customer of this Page who you say you are. */
export function TestSend({ draft }: { draft: BroadcastDraft }) {
  const t = useTranslations("broadcasts.test");
  const { pageId } = usePageSession();
  const { data: own } = useQuery(ownCustomerQuery(pageId));
  const [isNaming, setIsNaming] = useState(false);
  const { send, isPending, refused } = useTest(draft);
  const why = draft.canSave ? findContentTrouble(draft.content) : t("savesFirst");
  return (
    <AsideSection
      title={t("title")}
      beside={
        own != null && (
          <button
            type="button"
            onClick={() => setIsNaming(!isNaming)}
            className="text-xs font-medium text-accent-ink hover:underline"
          >
            {t("change")}
          </button>
        )
      }
    >
      {own === undefined ? null : own === null || isNaming ? (
        <NameYourself onDone={() => setIsNaming(false)} />
      ) : (
        <>
          <p className="mb-2.5 text-sm text-ink-muted">{t("to", { name: own.name })}</p>
          <Button size="small" unavailable={why} pending={isPending} onClick={() => void send()}>
            {t("send")}
          </Button>
        </>
      )}
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
  const test = useAction(sendTestAction, {
    refreshes: { pageId, topics: ["customers"] },
    onDone: ({ state }) => toastDone(t(state === "sent" ? "sent" : "unknown")),
    onRefused: (refusal) => {
      setRefused(refusal.message);
      return true;
    },
  });
  const send = async () => {
    setRefused(undefined);
    setIsSaving(true);
    const id = draft.isSaved && draft.id !== undefined ? draft.id : await draft.store();
    setIsSaving(false);
    if (id !== null) test.mutate({ pageId, broadcastId: id });
  };
  return { send, refused, isPending: isSaving || test.isPending };
}

const foundMax = 5;

function NameYourself({ onDone }: { onDone: () => void }) {
  const t = useTranslations("broadcasts.test");
  const { pageId } = usePageSession();
  const [search, setSearch] = useState("");
  const asked = useDeferredValue(search.trim());
  const { data: found } = useQuery({
    ...customersQuery(pageId, { search: asked }, 0),
    enabled: asked !== "",
  });
  const name = useAction(nameOwnCustomerAction, {
    refreshes: { pageId, topics: ["customers"] },
    onDone,
  });
  return (
    <>
      <TextField
        label={t("who")}
        hint={t("whoHint")}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        autoComplete="off"
      />
      {asked !== "" && (
        <ul className="mt-1.5">
          {found?.rows.slice(0, foundMax).map(({ psid, name: shown }) => (
            <li key={psid}>
              <button
                type="button"
                className="flex min-h-control w-full items-center gap-2 rounded-sm px-2 text-start text-sm hover:bg-hover"
                onClick={() => name.mutate({ pageId, psid })}
              >
                <span className="min-w-0 flex-1 truncate">{shown}</span>
                <span className="text-xs text-ink-muted">{psid}</span>
              </button>
            </li>
          ))}
          {found?.rows.length === 0 && <li className="px-2 py-1.5 text-sm text-ink-muted">{t("nobody")}</li>}
        </ul>
      )}
    </>
  );
}
