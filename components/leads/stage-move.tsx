"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useTranslations } from "use-intl";
import { useCustomerName } from "@/components/shell/customer-name";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { toastDone } from "@/components/ui/toast";
import type { CustomerRow } from "@/lib/customers/schema";
import { leadStages, type LeadStage } from "@/lib/domain/lead-stage";
import { swapStageAction } from "@/lib/leads/actions";
import type { LeadStageCount } from "@/lib/leads/schema";
import { isWriting } from "./use-lead-keys";

type StageMoveProps = {
  customer: CustomerRow;
  stage: LeadStage;
  stages: readonly LeadStageCount[];
  /** Who takes its place on the desk when it has moved on; null for nobody. */
  neighbour: string | null;
  onMoved: (neighbour: string | null) => void;
};

/** The other stages, each one press or one key away: its number in the row of stages. */
export function StageMove({ customer, stage, stages, neighbour, onMoved }: StageMoveProps) {
  const t = useTranslations("leads");
  const canWork = useCan("leads.work");
  const swap = useSwap(customer, neighbour, onMoved);
  const isThere = (to: LeadStage) => stages.some((one) => one.stage === to && one.labelId !== null);
  const move = (to: LeadStage) => {
    if (!swap.isPending && to !== stage && isThere(to)) swap.move(stage, to);
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!canWork || isWriting(event)) return;
    const to = leadStages[Number(event.key) - 1];
    if (to !== undefined) move(to);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  if (!canWork) return <p className="text-sm text-ink-muted">{t("seeOnly")}</p>;
  return (
    <div role="group" aria-label={t("move")} className="flex flex-wrap items-center gap-2">
      <span className="text-sm text-ink-muted">{t("move")}</span>
      {leadStages.map((to, index) =>
        to === stage ? null : (
          <Button
            key={to}
            size="small"
            unavailable={isThere(to) ? undefined : t("missing")}
            pending={swap.isPending}
            aria-keyshortcuts={String(index + 1)}
            onClick={() => move(to)}
          >
            {t(`stage.${to}`)}
            <Kbd keys={String(index + 1)} />
          </Button>
        ),
      )}
    </div>
  );
}

function useSwap(customer: CustomerRow, neighbour: string | null, onMoved: StageMoveProps["onMoved"]) {
  const t = useTranslations("leads");
  const { pageId } = usePageSession();
  const name = useCustomerName()(customer);
  const refreshes = { pageId, topics: ["leads", "labels", "customers"] };
  const back = useAction(swapStageAction, { refreshes });
  // As it was at the press: when the answer comes, news may have taken the lead out of its list already.
  const next = useRef(neighbour);
  const swap = useAction(swapStageAction, {
    refreshes,
    onDone: (_, { psid, from, to }) => {
      toastDone(t("moved", { name, stage: t(`stage.${to}`) }), {
        label: t("undo"),
        onPress: () => back.mutate({ pageId, psid, from: to, to: from }),
      });
      onMoved(next.current);
    },
  });
  return {
    isPending: swap.isPending,
    move: (from: LeadStage, to: LeadStage) => {
      next.current = neighbour;
      swap.mutate({ pageId, psid: customer.psid, from, to });
    },
  };
}
