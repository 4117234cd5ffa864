"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useCan, usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Dialog } from "@/components/ui/dialog";
import type { CustomerView } from "@/lib/customers/schema";
import { paths } from "@/lib/paths";

/** The label filter becomes a segment. What else narrows the view is named first, because a segment leaves it out. */
export function SaveAsSegment({ view }: { view: CustomerView & { filter: string } }) {
  const t = useTranslations("customers");
  const { pageId } = usePageSession();
  const canEdit = useCan("segments.edit");
  const [isOpen, setIsOpen] = useState(false);
  const leftOut = useLeftOut(view);
  if (!canEdit) return null;
  const href = paths.newSegment(pageId, { predicate: view.filter });
  if (leftOut.length === 0)
    return (
      <Link href={href} className={buttonClass("quiet")}>
        {t("saveAsSegment")}
      </Link>
    );
  return (
    <>
      <Button look="quiet" onClick={() => setIsOpen(true)}>
        {t("saveAsSegment")}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        title={t("leftOut.title")}
        description={t("leftOut.body")}
        closeLabel={t("leftOut.close")}
        footer={
          <Link href={href} className={buttonClass("primary")}>
            {t("leftOut.go")}
          </Link>
        }
      >
        <ul className="list-disc ps-5 text-sm">
          {leftOut.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}

/** What narrows the view beside its labels, in words. */
function useLeftOut({ search, window, lastMessage }: CustomerView): string[] {
  const t = useTranslations("customers");
  return [
    search && t("leftOut.search", { search }),
    window && `${t("viewFilter.window.label")}: ${t(`viewFilter.window.${window}`)}`,
    lastMessage && `${t("viewFilter.lastMessage.label")}: ${t(`viewFilter.lastMessage.${lastMessage}`)}`,
  ].filter((words) => typeof words === "string" && words !== "") as string[];
}
