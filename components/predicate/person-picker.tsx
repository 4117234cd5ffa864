"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { UserSearch } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { CustomerName } from "@/components/shell/customer-name";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Avatar } from "@/components/ui/avatar";
import { buttonClass } from "@/components/ui/button-class";
import { Picker } from "@/components/ui/picker";
import { Popover } from "@/components/ui/popover";
import { customersQuery } from "@/lib/customers/queries";

const foundMax = 20;

/** Type a name or a PSID and take one of the customers who match. */
export function PersonPicker({ label, onPick }: { label: string; onPick: (psid: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Popover
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      label={label}
      trigger={
        <button type="button" className={buttonClass("plain", "small")}>
          <UserSearch size={14} aria-hidden />
          {label}
        </button>
      }
    >
      <PersonOptions
        onPick={(psid) => {
          onPick(psid);
          setIsOpen(false);
        }}
      />
    </Popover>
  );
}

function PersonOptions({ onPick }: { onPick: (psid: string) => void }) {
  const t = useTranslations("predicate.explain");
  const wordsOf = useTroubleWords();
  const { pageId } = usePageSession();
  const [typed, setTyped] = useState("");
  const query = useQuery({
    ...customersQuery(pageId, { search: typed.trim() || undefined }, 0),
    placeholderData: keepPreviousData,
  });
  const rows = (query.data?.rows ?? []).slice(0, foundMax);
  return (
    <Picker
      label={t("find")}
      onType={setTyped}
      onPick={onPick}
      isBehind={query.isPlaceholderData}
      options={rows.map(({ psid, name }) => ({
        id: psid,
        text: `${name} ${psid}`,
        content: (
          <>
            <Avatar name={name} />
            <span className="min-w-0 flex-1 truncate">
              <CustomerName name={name} psid={psid} />
            </span>
          </>
        ),
      }))}
      nothingFound={
        query.error !== null
          ? wordsOf(query.error)
          : query.isPending || query.isPlaceholderData
            ? t("finding")
            : t("nobodyFound")
      }
      moreFound={(count) => t("moreFound", { count })}
    />
  );
}
