"use client";

import { useState, type SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toastDone } from "@/components/ui/toast";
import { createLabelAction } from "@/lib/labels/actions";

type CreateLabelDialogProps = { isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** A name is all a label needs. What is wrong with it stands at the field, and nothing typed is lost. */
export function CreateLabelDialog(props: CreateLabelDialogProps) {
  const t = useTranslations("labels.create");
  const { isOpen, onOpenChange } = props;
  const { name, write, refusal, forgive, isPending, submit } = useCreation(props);
  return (
    <Dialog
      isOpen={isOpen}
      onOpenChange={(next) => {
        forgive();
        onOpenChange(next);
      }}
      title={t("title")}
      description={t("body")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={() => onOpenChange(false)}>
            {t("cancel")}
          </Button>
          <Button look="primary" type="submit" form="create-label" pending={isPending}>
            {isPending ? t("pending") : t("submit")}
          </Button>
        </>
      }
    >
      <form id="create-label" noValidate onSubmit={submit}>
        <TextField
          label={t("name")}
          hint={t("nameHint")}
          value={name}
          onChange={(event) => write(event.target.value)}
          error={refusal?.message}
          autoComplete="off"
        />
      </form>
    </Dialog>
  );
}

/** The name being typed, and its making. By the time of the answer the dialog may be closed, or about another label. */
function useCreation({ isOpen, onOpenChange }: CreateLabelDialogProps) {
  const t = useTranslations("labels.create");
  const { pageId } = usePageSession();
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const create = useAction(createLabelAction, {
    refreshes: { pageId, topics: ["labels"] },
    onDone: (_, asked) => {
      toastDone(t("done", { name: asked.name.trim() }));
      if (name !== asked.name) return;
      setName("");
      onOpenChange(false);
    },
    onRefused: (next, asked) => {
      const isAtField = isOpen && name === asked.name;
      if (isAtField) setRefusal(next);
      return isAtField;
    },
  });
  return {
    ...{ name, refusal },
    forgive: () => setRefusal(null),
    isPending: create.isPending,
    write: (next: string) => {
      setName(next);
      setRefusal(null);
    },
    submit: (event: SyntheticEvent) => {
      event.preventDefault();
      setRefusal(null);
      if (!create.isPending) create.mutate({ pageId, name });
    },
  };
}
