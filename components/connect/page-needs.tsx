"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { useAction } from "@/components/shell/use-action";
import { useGoOn } from "@/components/shell/use-is-here";
import { Button } from "@/components/ui/button";
import { Segmented } from "@/components/ui/segmented";
import { connectPageAction } from "@/lib/facebook-pages/actions";
import { indispensable, type ConnectOffer } from "@/lib/facebook-pages/schema";
import { paths } from "@/lib/paths";
import { CheckList } from "./check-list";

type PageNeedsProps = { page: NonNullable<ConnectOffer["chosen"]> };

/** The last step: what the Page needs, which platform it speaks, and the deed. */
export function PageNeeds({ page }: PageNeedsProps) {
  const t = useTranslations("connect.check");
  const router = useRouter();
  const goOn = useGoOn();
  const { checks, isLegacyAvailable } = page.reading;
  const [profile, setProfile] = useState<"current" | "legacy">(isLegacyAvailable ? "legacy" : "current");
  const connect = useAction(connectPageAction, { onDone: () => goOn(paths.page(page.id)) });
  const missing = checks.filter(({ state }) => state === "missing");
  const isBlocked = missing.some(({ id }) => indispensable.includes(id));
  return (
    <section className="mt-8 grid gap-4">
      <h2 className="text-sm font-semibold">{t("title", { page: page.name })}</h2>
      <CheckList checks={checks} />
      <p className="text-sm text-ink-muted">
        {missing.length === 0 ? t("ready") : t("missing", { count: missing.length })}
      </p>
      <div className="grid gap-2">
        <h3 className="text-sm font-medium">{t("platform")}</h3>
        {isLegacyAvailable && (
          <Segmented
            label={t("platform")}
            value={profile}
            onChange={setProfile}
            options={[
              { value: "legacy", label: t("legacy") },
              { value: "current", label: t("current") },
            ]}
          />
        )}
        <p className="text-sm text-ink-muted">
          {profile === "legacy" ? t("legacyNote") : t("currentNote")} {!isLegacyAvailable && t("legacyOff")}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          look="primary"
          size="large"
          unavailable={isBlocked ? t("needed") : undefined}
          pending={connect.isPending}
          onClick={() => connect.mutate({ pageId: page.id, profile })}
        >
          {connect.isPending
            ? t("pending")
            : page.isConnected
              ? t("renew", { page: page.name })
              : t("submit", { page: page.name })}
        </Button>
        <Button look="quiet" size="large" onClick={() => router.refresh()}>
          {t("again")}
        </Button>
      </div>
      {isBlocked && <p className="text-sm text-warning-ink">{t("needed")}</p>}
    </section>
  );
}
