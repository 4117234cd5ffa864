"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { resumeBroadcastAction } from "@/lib/broadcasts/actions";
import type { BroadcastProgress } from "@/lib/broadcasts/schema";
import { countOutcome } from "./broadcast-words";

/** Goes on; after a canary that stopped it only when the person says that the others get it all the same. */
export function ResumeButton({ broadcast }: { broadcast: BroadcastProgress }) {
  const t = useTranslations("broadcasts");
  const { pageId } = usePageSession();
  const [isAsking, setIsAsking] = useState(false);
  const resume = useAction(resumeBroadcastAction, {
    refreshes: { pageId, topics: ["broadcasts"] },
    onDone: () => setIsAsking(false),
  });
  const { id, counts, isStoppedByCanary } = broadcast;
  const goOn = (isDespiteCanary: boolean) => resume.mutate({ pageId, id, isDespiteCanary });
  const waiting = countOutcome(counts, "waiting");
  return (
    <>
      <Button
        look="primary"
        pending={resume.isPending}
        onClick={() => (isStoppedByCanary ? setIsAsking(true) : goOn(false))}
      >
        <Play size={16} aria-hidden />
        {t("deed.resume")}
      </Button>
      <Dialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t("resume.title")}
        closeLabel={t("resume.close")}
        footer={
          <>
            <Button look="quiet" onClick={() => setIsAsking(false)}>
              {t("resume.keep")}
            </Button>
            <Button look="danger" pending={resume.isPending} onClick={() => goOn(true)}>
              {t("resume.submit", { waiting })}
            </Button>
          </>
        }
      >
        <p className="text-sm">{t("resume.body", { bad: counts.failed + counts.unknown, waiting })}</p>
      </Dialog>
    </>
  );
}
