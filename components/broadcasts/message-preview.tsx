"use client";

import { useInfiniteQuery, useQuery, skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { Picker } from "@/components/ui/picker";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { customersQuery, sampleQuery } from "@/lib/customers/queries";
import { fillContent } from "@/lib/domain/message-check";
import type { MessageContent } from "@/lib/domain/message-content";
import type { AudienceKind } from "@/lib/domain/broadcast-audience";
import type { Predicate } from "@/lib/domain/predicate";
import { frozenPeopleQuery } from "@/lib/frozen-lists/queries";
import { MessengerPreview, type Device } from "./messenger-preview";

/** Who is meant; no predicate (null) for everyone and for a frozen list, undefined while it cannot be said. */
export type PreviewPeople = {
  audienceKind: AudienceKind;
  frozenListId: string | null;
  predicate: Predicate | null | undefined;
};

type MessagePreviewProps = { content: MessageContent; people: PreviewPeople };

/** The message for one of the people who are meant, whom you can choose. */
export function MessagePreview({ content, people: meant }: MessagePreviewProps) {
  const t = useTranslations("broadcasts.preview");
  const people = usePeople(meant);
  const [psid, setPsid] = useState<string>();
  const [device, setDevice] = useState<Device>("phone");
  const person = people.find((other) => other.psid === psid) ?? people[0];
  const filled = fillContent(content, { firstName: person === undefined ? null : toFirstName(person.name) });
  return (
    <AsideSection
      title={person === undefined ? t("title") : t("titleFor", { name: person.name })}
      beside={people.length > 1 && <PersonPicker people={people} onPick={setPsid} />}
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

function PersonPicker({ people, onPick }: { people: readonly Person[]; onPick: (psid: string) => void }) {
  const t = useTranslations("broadcasts.preview");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={t("another")}
      trigger={
        <button type="button" className="text-xs font-medium text-accent-ink hover:underline">
          {t("another")}
        </button>
      }
    >
      <Picker
        label={t("findPerson")}
        options={people.map(({ psid, name }) => ({ id: psid, text: name, content: name }))}
        onPick={(psid) => {
          onPick(psid);
          setIsOpen(false);
        }}
        nothingFound={t("nobodyFound")}
        moreFound={(count) => t("morePeople", { count })}
      />
    </Popover>
  );
}

/** The list knows whole names only; the sender uses the first name that Facebook gives. */
function toFirstName(name: string): string | null {
  return name.trim().split(/\s+/u)[0] ?? null;
}
