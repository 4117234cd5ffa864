"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useTranslations } from "use-intl";
import { useAgo } from "@/components/shell/ago";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { PageMark } from "@/components/shell/page-mark";
import { useNow } from "@/components/shell/use-now";
import { ViewBar } from "@/components/shell/view-bar";
import { Badge, type Tone } from "@/components/ui/badge";
import { buttonClass } from "@/components/ui/button-class";
import { Progress } from "@/components/ui/progress";
import { can, type Role } from "@/lib/domain/permissions";
import { paths } from "@/lib/paths";
import { syncQuery } from "@/lib/sync/queries";
import type { ImportProgress } from "@/lib/sync/schema";
import { ConnectionSection } from "./connection-section";
import { DisconnectSection } from "./disconnect-section";
import { SettingsTabs } from "./settings-tabs";

type ConnectedPage = { id: string; name: string; profile: "legacy" | "current"; role: Role };

/** The Pages you are a member of, and for an admin what this one needs on Facebook. */
export function SettingsView() {
  const t = useTranslations("settings");
  const { page: here, pages, role } = usePageSession();
  const canConnect = can(role, "pages.connect");
  return (
    <>
      <ViewBar title={t("title")} />
      <SettingsTabs here="pages" />
      <div className="grid max-w-200 gap-8 p-4 md:p-6">
        <section>
          <div className="mb-3 flex min-h-control items-center gap-2">
            <h2 className="flex-1 text-sm font-semibold">{t("pages")}</h2>
            {pages.some((page) => can(page.role, "pages.connect")) && (
              <Link href={paths.connect()} className={buttonClass("plain", "small")}>
                {t("connect")}
              </Link>
            )}
          </div>
          <ul className="rounded-lg border border-line">
            {pages.map((page) => (
              <PageSettings key={page.id} page={page} />
            ))}
          </ul>
        </section>
        {canConnect && <ConnectionSection key={here.id} />}
        {canConnect && <DisconnectSection name={here.name} />}
      </div>
    </>
  );
}

const importTones: Record<ImportProgress["state"], Tone> = {
  waiting: "neutral",
  running: "accent",
  done: "success",
  failed: "danger",
  paused: "warning",
  cancelled: "warning",
};

function PageSettings({ page }: { page: ConnectedPage }) {
  const t = useTranslations("settings");
  const format = useFormatter();
  const ago = useAgo();
  const now = useNow();
  const wordsOf = useTroubleWords();
  const { data: sync, error } = useQuery(syncQuery(page.id));
  const state = sync?.import.state;
  const trouble = sync?.import.trouble ?? (error === null ? null : wordsOf(error));
  const facts = [
    { key: "id", value: page.id },
    { key: "profile", value: t(`profile.${page.profile}`) },
    { key: "role", value: t(`role.${page.role}`) },
    {
      key: "webhook",
      value:
        sync === undefined
          ? t("unknown")
          : sync.lastWebhookAt === null
            ? t("noWebhook")
            : ago(Math.max(0, now - Date.parse(sync.lastWebhookAt))),
    },
    {
      key: "imported",
      value: sync?.importedAt == null ? t("unknown") : format.dateTime(new Date(sync.importedAt), "moment"),
    },
  ] as const;
  return (
    <li className="border-t border-line p-4 first:border-0">
      <div className="flex flex-wrap items-center gap-3">
        <PageMark name={page.name} />
        <h3 className="flex-1 text-base font-semibold">{page.name}</h3>
        {state !== undefined && <Badge tone={importTones[state]}>{t(`import.${state}`)}</Badge>}
      </div>
      {sync !== undefined && state === "running" && (
        <Progress
          label={t("import.running")}
          done={sync.import.done}
          total={sync.import.total ?? 0}
          className="mt-3"
        />
      )}
      {trouble !== null && (
        <p role="alert" className="mt-3 text-sm text-danger-ink">
          {trouble}
        </p>
      )}
      <dl className="mt-3 grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[10rem_minmax(0,1fr)]">
        {facts.map(({ key, value }) => (
          <div key={key} className="contents">
            <dt className="text-ink-muted">{t(`fact.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}
