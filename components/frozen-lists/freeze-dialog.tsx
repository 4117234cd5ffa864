"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toastDone } from "@/components/ui/toast";
import type { Predicate } from "@/lib/domain/predicate";
import { freezePeopleAction } from "@/lib/frozen-lists/actions";
import { paths } from "@/lib/paths";

type FreezeDialogProps = {
  predicate: Predicate;
  segment: { id: string; name: string } | null;
  onClose: () => void;
};

/** Asks for a name and keeps the people as they are at that moment; the answer says how many they were. */
export function FreezeDialog({ predicate, segment, onClose }: FreezeDialogProps) {
  const t = useTranslations("frozenLists");
  const format = useFormatter();
  const router = useRouter();
  const { pageId } = usePageSession();
  const day = format.dateTime(new Date(), "day");
  const [name, setName] = useState(segment === null ? day : t("nameOf", { name: segment.name, day }));
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const freeze = useAction(freezePeopleAction, {
    refreshes: { pageId, topics: ["segments"] },
    onDone: ({ id, people }) => {
      onClose();
      toastDone(t("frozen", { count: people }), {
        label: t("open"),
        onPress: () => router.push(paths.frozenList(pageId, id)),
      });
    },
    onRefused: (refused) => {
      setRefusal(refused);
      return refused.field === "name";
    },
  });
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("freezeTitle")}
      description={t("freezeBody")}
      closeLabel={t("close")}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("cancel")}
          </Button>
          <Button
            look="primary"
            pending={freeze.isPending}
            onClick={() => freeze.mutate({ pageId, name, predicate, segmentId: segment?.id ?? null })}
          >
            {t("freeze")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("name")}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={refusal?.field === "name" ? refusal.message : undefined}
        autoComplete="off"
      />
    </Dialog>
  );
}
