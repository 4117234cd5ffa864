"use client";

import { useFormatter, useTranslations } from "use-intl";
import { TagUses } from "@/components/broadcasts/tag-uses";
import { usePageSession } from "@/components/shell/page-session";
import { useNow } from "@/components/shell/use-now";
import { ViewBar } from "@/components/shell/view-bar";
import { Badge, type Tone } from "@/components/ui/badge";
import {
  alternatives,
  messageTags,
  policyRules,
  standardWindowMs,
  statusOfRule,
  type Alternative,
  type PolicyRule,
} from "@/lib/domain/messaging-rules";
import { SettingsTabs } from "./settings-tabs";

/** Every rule that decides a message, with its dates and where it is written. */
export function RulesView() {
  const t = useTranslations("policy");
  const { page } = usePageSession();
  return (
    <>
      <ViewBar title={t("title")} />
      <SettingsTabs here="rules" />
      <div className="max-w-232 p-4 md:p-6">
        <p className="max-w-160 text-sm text-ink-muted">{t("intro")}</p>
        <p className="mt-1.5 mb-5 text-sm">{t(`forThisPage.${page.profile}`)}</p>
        <ul className="rounded-lg border border-line">
          {policyRules.map((rule) => (
            <Rule key={rule.id} rule={rule} />
          ))}
        </ul>
        <h2 className="mt-8 text-sm font-semibold">{t("alternativesTitle")}</h2>
        <p className="mt-1 mb-3 max-w-160 text-sm text-ink-muted">{t("alternativesIntro")}</p>
        <ul className="rounded-lg border border-line">
          {alternatives.map((alternative) => (
            <AlternativeRow key={alternative.id} alternative={alternative} />
          ))}
        </ul>
      </div>
    </>
  );
}

function Rule({ rule }: { rule: PolicyRule }) {
  const t = useTranslations("policy");
  const tag = messageTags.find((known) => known === rule.id);
  const duration =
    rule.durationMs === null ? "open" : rule.durationMs === standardWindowMs ? "standard" : "sevenDays";
  const limits = [
    ...(rule.needsPerson ? [t("only.person")] : []),
    ...(rule.feedbackTemplate === "required" ? [t("only.feedback")] : []),
  ];
  return (
    <li className="border-t border-line p-4 first:border-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-base font-semibold">{t(`rule.${rule.id}.name`)}</h2>
        {tag !== undefined && <code className="text-xs text-ink-muted">{tag}</code>}
        <span className="flex-1" />
        <Status rule={rule} />
      </div>
      <p className="mt-1 text-sm">{t(`rule.${rule.id}.about`)}</p>
      <dl className="mt-3 grid gap-x-6 gap-y-1.5 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
        <Fact title={t("column.time")}>{t(`time.${duration}`)}</Fact>
        <Fact title={t("column.promotion")}>
          {t(rule.isPromotionAllowed ? "promotion.yes" : "promotion.no")}
        </Fact>
        {limits.length > 0 && <Fact title={t("column.use")}>{limits.join(". ")}</Fact>}
        <Fact title={t("column.source")}>
          <span className="block">{rule.source}</span>
          <RuleDates rule={rule} />
        </Fact>
      </dl>
      {tag !== undefined && <TagUses tag={tag} className="mt-3" />}
    </li>
  );
}

function Fact({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-ink-muted">{title}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}

function Status({ rule }: { rule: PolicyRule }) {
  const t = useTranslations("policy.status");
  const format = useFormatter();
  const { page } = usePageSession();
  const status = statusOfRule(rule, page.profile, new Date(useNow()));
  if (status.holds) return <Badge tone="success">{t("holds")}</Badge>;
  if (status.since === null) return <Badge>{t("never")}</Badge>;
  return (
    <Badge tone="warning">{t("ended", { date: format.dateTime(new Date(status.since), "ruleDay") })}</Badge>
  );
}

function RuleDates({ rule }: { rule: PolicyRule }) {
  const t = useTranslations("policy.dates");
  const format = useFormatter();
  const { from, until } = rule.eras.current ?? rule.eras.legacy ?? { from: null, until: null };
  if (from === null) return null;
  const day = (text: string) => format.dateTime(new Date(text), "ruleDay");
  const since = t(rule.dateBasis, { from: day(from) });
  return (
    <span className="text-ink-muted">
      {until === null ? since : t("until", { since, until: day(until) })}
    </span>
  );
}

const alternativeTones: Record<Alternative["status"], Tone> = {
  available: "success",
  restricted: "warning",
  ended: "danger",
  "not-confirmed": "neutral",
};

function AlternativeRow({ alternative }: { alternative: Alternative }) {
  const t = useTranslations("policy");
  const format = useFormatter();
  const { id, status, since, source } = alternative;
  return (
    <li className="border-t border-line p-4 text-sm first:border-0">
      <div className="flex flex-wrap items-center gap-3">
        <h3 className="flex-1 text-base font-semibold">{t(`alternative.${id}.name`)}</h3>
        <Badge tone={alternativeTones[status]}>{t(`alternativeStatus.${status}`)}</Badge>
      </div>
      <p className="mt-1">{t(`alternative.${id}.about`)}</p>
      <p className="mt-1 text-ink-muted">
        {t("alternativeSource", { source, date: format.dateTime(new Date(since), "ruleDay") })}
      </p>
    </li>
  );
}
