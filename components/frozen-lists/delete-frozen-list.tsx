"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toastDone } from "@/components/ui/toast";
import { deleteFrozenListAction } from "@/lib/frozen-lists/actions";
import type { FrozenListRow } from "@/lib/frozen-lists/schema";
import { paths } from "@/lib/paths";

/** Nobody can say again who was in it, so it is asked before, not undone after. */
export function DeleteFrozenList({ list }: { list: FrozenListRow }) {
  const t = useTranslations("frozenLists");
  const router = useRouter();
  const { pageId } = usePageSession();
  const [isAsking, setIsAsking] = useState(false);
  const remove = useAction(deleteFrozenListAction, {
    refreshes: { pageId, topics: ["segments"] },
    onDone: () => {
      if (window.location.pathname === paths.frozenList(pageId, list.id)) router.push(paths.segments(pageId));
      toastDone(t("deleted", { name: list.name }));
    },
  });
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>{t("delete")}</Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("deleteTitle", { name: list.name })}
        description={t("deleteBody", { count: list.people })}
        closeLabel={t("close")}
        footer={
          <>
            <Button look="quiet" onClick={() => setIsAsking(false)}>
              {t("keep")}
            </Button>
            <Button
              look="danger"
              pending={remove.isPending}
              onClick={() => remove.mutate({ pageId, id: list.id })}
            >
              {t("delete")}
            </Button>
          </>
        }
      />
    </>
  );
}
