"use client";

import Link from "next/link";
import type { ReactNode, SyntheticEvent } from "react";
import { useTranslations } from "use-intl";
import { NotForRole } from "@/components/shell/not-for-role";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { useGoOn } from "@/components/shell/use-is-here";
import { ViewBar } from "@/components/shell/view-bar";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { paths } from "@/lib/paths";

type MoveFrameProps = {
  title: string;
  submit: string;
  /** Why it cannot be begun now. */
  unavailable: string | undefined;
  isPending: boolean;
  onSubmit: () => void;
  children: ReactNode;
};

/** The page before a rename or a merge: what is asked, what it touches, and only then the deed. */
export function MoveFrame({ title, submit, unavailable, isPending, onSubmit, children }: MoveFrameProps) {
  const t = useTranslations("labels");
  const { pageId } = usePageSession();
  const canManage = useCan("labels.manage");
  const parent = { title: t("title"), href: paths.labels(pageId) };
  if (!canManage) {
    return (
      <NotForRole title={title} parent={parent}>
        {t("move.notForRole")}
      </NotForRole>
    );
  }
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    if (unavailable === undefined && !isPending) onSubmit();
  };
  return (
    <>
      <ViewBar title={title} parent={parent} />
      <form noValidate onSubmit={send} className="grid max-w-208 content-start gap-6 p-4 md:p-6">
        {children}
        <div className="flex flex-wrap gap-2">
          <Button look="primary" type="submit" unavailable={unavailable} pending={isPending}>
            {submit}
          </Button>
          <Link href={paths.labels(pageId)} className={buttonClass("quiet")}>
            {t("move.cancel")}
          </Link>
        </div>
      </form>
    </>
  );
}

/** Where a rename or a merge can be watched, once it has begun. */
export function useJobOpener(): (begun: { jobId: string }) => void {
  const goOn = useGoOn();
  const { pageId } = usePageSession();
  return ({ jobId }) => goOn(paths.job(pageId, jobId));
}
