"use client";

import { useState, type SubmitEvent } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { disconnectPageAction } from "@/lib/facebook-pages/actions";
import { paths } from "@/lib/paths";

/** Leaving a Page deletes what is ours of it. It cannot be undone, so its name is typed. */
export function DisconnectSection({ name }: { name: string }) {
  const t = useTranslations("settings.disconnect");
  const { pageId } = usePageSession();
  const [isOpen, setIsOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const disconnect = useAction(disconnectPageAction, {
    // The whole document anew: nothing of the Page may stay in this tab.
    onDone: () => window.location.assign(paths.home()),
    onRefused: (next) => {
      setRefusal(next);
      return true;
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    if (!disconnect.isPending) disconnect.mutate({ pageId, name: typed });
  };
  return (
    <section>
      <h2 className="text-sm font-semibold">{t("title")}</h2>
      <p className="mt-1 mb-3 text-sm text-pretty text-ink-muted">{t("body")}</p>
      <Button onClick={() => setIsOpen(true)}>{t("open")}</Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={t("dialog", { page: name })}
        description={t("body")}
        closeLabel={t("close")}
        footer={
          <>
            <Button look="quiet" onClick={() => setIsOpen(false)}>
              {t("cancel")}
            </Button>
            <Button look="danger" type="submit" form="disconnect" pending={disconnect.isPending}>
              {disconnect.isPending ? t("pending") : t("submit")}
            </Button>
          </>
        }
      >
        <form id="disconnect" noValidate onSubmit={submit}>
          <TextField
            label={t("field", { page: name })}
            autoComplete="off"
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setRefusal(null);
            }}
            error={refusal?.message}
          />
        </form>
      </Dialog>
    </section>
  );
}
