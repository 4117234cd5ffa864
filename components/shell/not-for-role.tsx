"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { ViewBar } from "./view-bar";

type NotForRoleProps = { title: string; parent: { title: string; href: string }; children: string };

/** A view that the person's role has no use for, reached by its address: what the role may do, and the way there. */
export function NotForRole({ title, parent, children }: NotForRoleProps) {
  const t = useTranslations("shell.notForRole");
  const back = (
    <Link href={parent.href} className={buttonClass("plain")}>
      {t("back", { room: parent.title })}
    </Link>
  );
  return (
    <>
      <ViewBar title={title} parent={parent} />
      <EmptyState title={t("title")} actions={back}>
        {children}
      </EmptyState>
    </>
  );
}
