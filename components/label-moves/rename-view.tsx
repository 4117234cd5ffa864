"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { LoadTrouble } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { Skeleton } from "@/components/ui/skeleton";
import { TextField } from "@/components/ui/text-field";
import { renameLabelAction } from "@/lib/label-moves/actions";
import { moveImpactQuery } from "@/lib/label-moves/queries";
import { MoveFrame, useJobOpener } from "./move-frame";
import { MoveImpactView } from "./move-impact";

/** Another name for a label: what it touches, then the name. @param name what is proposed */
export function RenameView({ labelId, name: proposed }: { labelId: string; name?: string }) {
  const t = useTranslations("labels.move");
  const { pageId } = usePageSession();
  const openJob = useJobOpener();
  const query = useQuery(moveImpactQuery(pageId, [labelId], null));
  const label = query.data?.sources[0];
  const [typed, setTyped] = useState<string | null>(proposed ?? null);
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const rename = useAction(renameLabelAction, {
    refreshes: { pageId, topics: ["jobs", "labels"] },
    onDone: openJob,
    onRefused: (next) => {
      setRefusal(next);
      return true;
    },
  });
  const name = typed ?? label?.name ?? "";
  return (
    <MoveFrame
      title={label === undefined ? t("renameTitle") : t("rename", { name: label.name })}
      submit={rename.isPending ? t("beginning") : t("renameSubmit", { count: query.data?.people ?? 0 })}
      unavailable={query.data?.refusals[0] ?? (name.trim() === label?.name ? t("nameFirst") : undefined)}
      isPending={rename.isPending}
      onSubmit={() => {
        setRefusal(null);
        rename.mutate({ pageId, labelId, name });
      }}
    >
      <TextField
        label={t("newName")}
        hint={t("newNameHint")}
        autoFocus
        autoComplete="off"
        className="max-w-96"
        value={name}
        onChange={(event) => {
          setTyped(event.target.value);
          setRefusal(null);
        }}
        error={refusal?.message}
      />
      {query.data !== undefined ? (
        <MoveImpactView impact={query.data} isMerge={false} />
      ) : query.error !== null ? (
        <LoadTrouble error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-40! w-full" />
      )}
    </MoveFrame>
  );
}
