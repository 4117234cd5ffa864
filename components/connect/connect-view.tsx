"use client";

import { signIn } from "next-auth/react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { Door } from "@/components/sign-in/door";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import type { ConnectOffer } from "@/lib/facebook-pages/schema";
import { paths } from "@/lib/paths";
import { PageNeeds } from "./page-needs";
import { TokenForm } from "./token-form";

type ConnectViewProps = {
  mayConnect: boolean;
  /** Whether this installation has a Meta app. */
  hasApp: boolean;
  firstPageId: string | null;
  offer: ConnectOffer;
  /** What went wrong on the way back from Facebook. */
  arrivedWith: string | null;
};

/** Two ways to bring a Page's token, then which Page, then what it needs. */
export function ConnectView({ mayConnect, hasApp, firstPageId, offer, arrivedWith }: ConnectViewProps) {
  const t = useTranslations("connect");
  if (!mayConnect) {
    return (
      <Door title={t("notYouTitle")} lead={t("notYou")}>
        {null}
      </Door>
    );
  }
  const trouble = offer.trouble ?? arrivalWords(t, arrivedWith);
  return (
    <Door title={t("title")} lead={t("lead")}>
      {trouble !== null && (
        <p role="alert" className="mt-6 text-sm text-danger-ink">
          {trouble}
        </p>
      )}
      {offer.pages !== null && <OfferedPages pages={offer.pages} chosenId={offer.chosen?.id ?? null} />}
      {offer.chosen !== null && <PageNeeds key={offer.chosen.id} page={offer.chosen} />}
      <section className="mt-8 grid gap-2">
        <h2 className="text-sm font-semibold">{t("facebook.title")}</h2>
        <p className="text-sm text-ink-muted">{t("facebook.body")}</p>
        <Button
          look={offer.pages === null ? "primary" : "plain"}
          size="large"
          unavailable={hasApp ? undefined : t("facebook.off")}
          onClick={() => void signIn("facebook", { callbackUrl: paths.connect() })}
        >
          {offer.pages === null ? t("facebook.submit") : t("facebook.again")}
        </Button>
        {!hasApp && <p className="text-xs text-warning-ink">{t("facebook.off")}</p>}
      </section>
      <TokenForm />
      {firstPageId !== null && (
        <Link href={paths.settings(firstPageId)} className={buttonClass("quiet", "normal", "mt-6")}>
          {t("back")}
        </Link>
      )}
    </Door>
  );
}

function arrivalWords(
  t: ReturnType<typeof useTranslations<"connect">>,
  arrivedWith: string | null,
): string | null {
  if (arrivedWith === null) return null;
  return arrivedWith === "account-of-another" ? t("trouble.account-of-another") : t("trouble.refused");
}

type OfferedPagesProps = { pages: NonNullable<ConnectOffer["pages"]>; chosenId: string | null };

function OfferedPages({ pages, chosenId }: OfferedPagesProps) {
  const t = useTranslations("connect.pages");
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-sm font-semibold">{t("title")}</h2>
      {pages.length === 0 && <p className="text-sm text-ink-muted">{t("none")}</p>}
      <ul className="rounded-lg border border-line bg-raised empty:hidden">
        {pages.map(({ id, name, isConnected }) => (
          <li key={id} className="flex items-center gap-3 border-t border-line p-3 first:border-0">
            <span className="min-w-0 flex-1">
              <b className="block truncate text-sm font-medium">{name}</b>
              <span className="block font-mono text-xs text-ink-muted">{id}</span>
            </span>
            {isConnected && <Badge tone="success">{t("connected")}</Badge>}
            {id !== chosenId && (
              <Link href={paths.connect({ page: id })} className={buttonClass("plain", "small")}>
                {t("choose")}
                <span className="sr-only">{name}</span>
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
