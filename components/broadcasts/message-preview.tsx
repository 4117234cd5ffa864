"use client";

import { useQuery, skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { sampleQuery } from "@/lib/customers/queries";
import { fillMessageText } from "@/lib/domain/message-text";
import type { Predicate } from "@/lib/domain/predicate";
import { PhonePreview } from "./phone-preview";

/** The message for one of the people who are meant; "another person" goes through a few of them. */
export function MessagePreview({ text, predicate }: { text: string; predicate: Predicate | null }) {
  const t = useTranslations("broadcasts.preview");
  const { pageId } = usePageSession();
  const [turn, setTurn] = useState(0);
  const query = useQuery(
    predicate === null
      ? { queryKey: ["page", pageId, "customers", "sample", "nothing"] as const, queryFn: skipToken }
      : sampleQuery(pageId, predicate),
  );
  const people = predicate === null ? [] : (query.data ?? []);
  const person = people.length === 0 ? undefined : people[turn % people.length];
  const filled = fillMessageText(text, { firstName: person === undefined ? null : toFirstName(person.name) });
  const shown = filled.ok ? filled.text : text;
  const isEmpty = text.trim() === "";
  return (
    <AsideSection
      title={person === undefined ? t("title") : t("titleFor", { name: person.name })}
      beside={
        people.length > 1 && (
          <button
            type="button"
            onClick={() => setTurn(turn + 1)}
            className="text-xs font-medium text-accent-ink hover:underline"
          >
            {t("another")}
          </button>
        )
      }
    >
      <PhonePreview text={isEmpty ? t("empty") : shown} isMissing={isEmpty} />
    </AsideSection>
  );
}

/** The list knows whole names only; the sender uses the first name that Facebook gives. */
function toFirstName(name: string): string | null {
  return name.trim().split(/\s+/u)[0] ?? null;
}
