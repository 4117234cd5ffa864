"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { CustomerName } from "@/components/shell/customer-name";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { useAction } from "@/components/shell/use-action";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { resumeWithoutAction } from "@/lib/bulk-changes/actions";
import { missingQuery } from "@/lib/bulk-changes/queries";
import type { JobRow } from "@/lib/bulk-changes/schema";
import type { MissingPeople } from "@/lib/label-moves/schema";

type Missing = NonNullable<JobRow["missing"]>;

/** The way on without people who would lose a label: a person sees who they are, and agrees to exactly these. */
export function GoOnWithout({ job, missing }: { job: JobRow; missing: Missing }) {
  const t = useTranslations("jobs.deed");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="small" look="danger" onClick={() => setOpen(true)}>
        {t("without", { stage: missing.stage })}
      </Button>
      {isOpen && <WithoutDialog job={job} missing={missing} onClose={() => setOpen(false)} />}
    </>
  );
}

function WithoutDialog({ job, missing, onClose }: { job: JobRow; missing: Missing; onClose: () => void }) {
  const t = useTranslations("jobs");
  const format = useFormatter();
  const { pageId } = usePageSession();
  const wordsOf = useTroubleWords();
  const [refused, setRefused] = useState<string | null>(null);
  const query = useQuery(missingQuery(pageId, job.id));
  const goOn = useAction(resumeWithoutAction, {
    refreshes: { pageId, topics: ["jobs", "activity"] },
    onDone: onClose,
    onRefused: ({ message }) => {
      setRefused(message);
      return true;
    },
  });
  const list = (labels: JobRow["assign"]) => format.list(labels.map(({ name }) => `\u2068${name}\u2069`));
  const values = { stage: missing.stage, old: list(job.remove), name: list(job.assign) };
  const found = query.data;
  const trouble = refused ?? (query.error === null ? null : wordsOf(query.error));
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("without.title", { ...values, count: found?.people ?? missing.people })}
      description={found?.people === 0 ? t("without.nobody") : t("without.body", values)}
      closeLabel={t("without.close")}
      footer={
        <>
          <Button look="quiet" onClick={onClose}>
            {t("without.cancel")}
          </Button>
          {found?.people !== 0 && (
            <Button
              look="danger"
              pending={goOn.isPending || found === undefined}
              onClick={() => {
                setRefused(null);
                goOn.mutate({ pageId, jobId: job.id, mark: found?.mark ?? "" });
              }}
            >
              {t("deed.without", { stage: missing.stage })}
            </Button>
          )}
        </>
      }
    >
      {found === undefined ? query.error === null && <Skeleton className="w-40" /> : <Named found={found} />}
      {trouble !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {trouble}
        </p>
      )}
    </Dialog>
  );
}

function Named({ found: { people, shown } }: { found: MissingPeople }) {
  const t = useTranslations("jobs.without");
  return (
    <ul aria-label={t("people")} className="grid max-h-60 gap-1 overflow-auto text-sm">
      {shown.map((customer) => (
        <li key={customer.psid}>
          <CustomerName {...customer} />
        </li>
      ))}
      {people > shown.length && (
        <li className="text-ink-muted">{t("more", { count: people - shown.length })}</li>
      )}
    </ul>
  );
}
