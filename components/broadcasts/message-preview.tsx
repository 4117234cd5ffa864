"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { PersonPicker } from "@/components/predicate/person-picker";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { Segmented } from "@/components/ui/segmented";
import { customerQuery, customersQuery, sampleQuery } from "@/lib/customers/queries";
import { fillContent } from "@/lib/domain/message-check";
import type { MessageContent } from "@/lib/domain/message-content";
import type { AudienceKind } from "@/lib/domain/broadcast-audience";
import type { Predicate } from "@/lib/domain/predicate";
import { frozenPeopleQuery } from "@/lib/frozen-lists/queries";
import { findContentTrouble } from "./content-words";
import { MessengerPreview, type Device } from "./messenger-preview";

/** Who is meant; no predicate (null) for everyone and for a frozen list, undefined while it cannot be said. */
export type PreviewPeople = {
  audienceKind: AudienceKind;
  frozenListId: string | null;
  predicate: Predicate | null | undefined;
};

type MessagePreviewProps = { content: MessageContent; people: PreviewPeople };

/** The message for one of the people who are meant, or for any customer of the Page: the words that the sender would send. */
export function MessagePreview({ content, people: meant }: MessagePreviewProps) {
  const t = useTranslations("broadcasts.preview");
  const { pageId } = usePageSession();
  const [first] = usePeople(meant);
  const [chosen, setChosen] = useState<string>();
  const [device, setDevice] = useState<Device>("phone");
  const psid = chosen ?? first?.psid;
  const { data: profile } = useQuery(
    psid === undefined
      ? { queryKey: ["page", pageId, "customers", "one", "nobody"] as const, queryFn: skipToken }
      : { ...customerQuery(pageId, psid), placeholderData: keepPreviousData },
  );
  const filled = fillContent(content, { firstName: profile?.firstName ?? null });
  return (
    <AsideSection
      title={profile === undefined ? t("title") : t("titleFor", { name: profile.customer.name })}
      beside={<PersonPicker label={t("another")} onPick={setChosen} />}
    >
      <div className="mb-3 flex justify-center">
        <Segmented
          label={t("device")}
          value={device}
          onChange={setDevice}
          options={[
            { value: "phone", label: t("phone") },
            { value: "desktop", label: t("desktop") },
          ]}
        />
      </div>
      <MessengerPreview content={filled.ok ? filled.content : content} device={device} />
      {!filled.ok && profile !== undefined && findContentTrouble(content) === undefined && (
        <p role="status" className="mt-3 text-sm text-warning-ink">
          {t("notSent", { name: profile.customer.name })}
        </p>
      )}
    </AsideSection>
  );
}

type Person = { psid: string; name: string };

function usePeople({ audienceKind, frozenListId, predicate }: PreviewPeople): readonly Person[] {
  const { pageId } = usePageSession();
  const some = useQuery(
    predicate == null
      ? { queryKey: ["page", pageId, "customers", "sample", "nothing"] as const, queryFn: skipToken }
      : sampleQuery(pageId, predicate),
  );
  const all = useQuery({ ...customersQuery(pageId, {}, 0), enabled: audienceKind === "everyone" });
  const isListed = audienceKind === "frozen-list" && frozenListId !== null;
  const kept = useInfiniteQuery({ ...frozenPeopleQuery(pageId, frozenListId ?? ""), enabled: isListed });
  if (audienceKind === "everyone") return all.data?.rows ?? [];
  if (audienceKind === "frozen-list") return kept.data?.pages[0]?.rows ?? [];
  return predicate === undefined ? [] : (some.data ?? []);
}
