"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import type { MessageContent } from "@/lib/domain/message-content";
import { forgetMessageAction, keepMessageAction } from "@/lib/saved-messages/actions";
import { savedMessagesQuery } from "@/lib/saved-messages/queries";
import { RemovableChip } from "./removable-chip";

type KeepDialogProps = {
  content: MessageContent;
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
};

/** Keeps a message under a name, and forgets those that nobody needs any more. */
export function KeepDialog({ content, isOpen, onOpenChange }: KeepDialogProps) {
  const t = useTranslations("broadcasts.saved");
  const { pageId } = usePageSession();
  const [name, setName] = useState("");
  const [refused, setRefused] = useState<string>();
  const keep = useAction(keepMessageAction, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: () => {
      setName("");
      onOpenChange(false);
    },
    onRefused: (refusal) => {
      setRefused(refusal.message);
      return true;
    },
  });
  const submit = () => {
    setRefused(undefined);
    keep.mutate({ pageId, name, content });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t("keepTitle")}
      description={t("keepBody")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button look="primary" pending={keep.isPending} onClick={submit}>
            {t("submit")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && submit()}
        error={refused}
        autoComplete="off"
      />
      <Kept />
    </Dialog>
  );
}

function Kept() {
  const t = useTranslations("broadcasts.saved");
  const { pageId } = usePageSession();
  const { data: messages } = useQuery(savedMessagesQuery(pageId));
  const forget = useAction(forgetMessageAction, { refreshes: { pageId, topics: ["broadcasts"] } });
  if (messages === undefined || messages.length === 0) return null;
  return (
    <section aria-label={t("kept")} className="flex flex-wrap gap-1.5">
      {messages.map(({ id, name }) => (
        <RemovableChip key={id} text={name} onRemove={() => forget.mutate({ pageId, id })} />
      ))}
    </section>
  );
}
