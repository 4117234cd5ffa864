"use client";

import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { useLabelBook } from "@/components/predicate/label-book";
import { Sentence } from "@/components/predicate/sentence";
import type { ActivityRow, ActivityValues } from "@/lib/activity/schema";
import { toClockText } from "@/lib/domain/quiet-hours";

const arrow = "→";

interface ChangeLine {
  field: string;
  before: ReactNode;
  after: ReactNode;
}

/** What a change was about, before and after, each part that differs on a line. */
export function ChangeLines({ row }: { row: ActivityRow }) {
  const t = useTranslations("activity.values");
  const textsOf = useTexts();
  const before = textsOf(row.before);
  const after = textsOf(row.after);
  const lines: ChangeLine[] = [...new Set([...before.keys(), ...after.keys()])].flatMap((field) => {
    const one = before.get(field);
    const other = after.get(field);
    if (one?.key === other?.key) return [];
    return [{ field, before: one?.shown ?? t("none"), after: other?.shown ?? t("none") }];
  });
  if (lines.length === 0) return null;
  return (
    <dl className="mt-1 grid gap-x-3 gap-y-1 text-xs text-ink-muted sm:grid-cols-[auto_minmax(0,1fr)]">
      {lines.map((line) => (
        <Fragment key={line.field}>
          <dt className="font-medium">{line.field}</dt>
          <dd className="wrap-anywhere">
            <del className="no-underline">
              <span className="sr-only">{t("before")} </span>
              {line.before}
            </del>
            <span aria-hidden> {arrow} </span>
            <ins className="text-ink no-underline">
              <span className="sr-only">{t("after")} </span>
              {line.after}
            </ins>
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

type Texts = Map<string, { key: string; shown: ReactNode }>;

/** The values of a change by the words for what they are; what is not set is left out. */
function useTexts(): (values: ActivityValues | null) => Texts {
  const t = useTranslations("activity.values");
  const tHue = useTranslations("labels.look.hue");
  const book = useLabelBook();
  return (values) => {
    const texts: Texts = new Map();
    const put = (field: string, text: string | null | undefined, shown?: ReactNode) => {
      if (text) texts.set(field, { key: text, shown: shown ?? text });
    };
    const { look, segment, settings, message, leadTargetMinutes } = values ?? {};
    put(t("hue"), look?.hue && tHue(look.hue));
    put(t("description"), look?.description);
    put(t("group"), look?.groupName);
    put(t("name"), segment?.name);
    if (segment) {
      const sentence = <Sentence predicate={segment.predicate} book={book} isSmall />;
      put(t("people"), JSON.stringify(segment.predicate), sentence);
    }
    if (message)
      put(t("message"), JSON.stringify(message.content), toText(message.content) ?? t("otherMessage"));
    put(t("leadTarget"), leadTargetMinutes?.toString());
    if (settings) putSettings(settings, put, t);
    return texts;
  };
}

/** The words of a message that is text alone; null for the others. */
function toText(content: { kind: string; text?: string }): string | null {
  return content.kind === "text" ? (content.text ?? null) : null;
}

function putSettings(
  { timeZone, quietHours, frequencyCap, approvalAbove, ...rest }: NonNullable<ActivityValues["settings"]>,
  put: (field: string, text: string | null) => void,
  t: ReturnType<typeof useTranslations<"activity.values">>,
): void {
  put(t("timeZone"), timeZone);
  put(t("quiet"), quietHours && `${toClockText(quietHours.from)}–${toClockText(quietHours.until)}`);
  put(t("cap"), frequencyCap && t("capText", frequencyCap));
  put(t("approval"), approvalAbove === null ? null : String(approvalAbove));
  put(t("optOut"), rest.optOutWords.join(", "));
  put(t("optIn"), rest.optInWords.join(", "));
  put(t("humanAgent"), rest.humanAgentApproved ? t("yes") : t("no"));
}
