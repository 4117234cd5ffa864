"use client";

import { useQuery } from "@tanstack/react-query";
import { Bookmark, ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { Picker } from "@/components/ui/picker";
import { Popover } from "@/components/ui/popover";
import { summarizeContent, type MessageContent } from "@/lib/domain/message-content";
import { savedMessagesQuery } from "@/lib/saved-messages/queries";
import { findContentTrouble } from "./content-words";
import { KeepDialog } from "./keep-dialog";

type SavedMessagesProps = { content: MessageContent; onUse: (content: MessageContent) => void };

/** Take a message that was kept, or keep this one. */
export function SavedMessages({ content, onUse }: SavedMessagesProps) {
  const t = useTranslations("broadcasts.saved");
  const { pageId } = usePageSession();
  const { data: messages } = useQuery(savedMessagesQuery(pageId));
  const [isOpen, setIsOpen] = useState(false);
  const [isKeeping, setIsKeeping] = useState(false);
  const pick = (id: string) => {
    const message = messages?.find((other) => other.id === id);
    if (message !== undefined) onUse(message.content);
    setIsOpen(false);
  };
  return (
    <div className="flex gap-1">
      {messages !== undefined && messages.length > 0 && (
        <Popover
          isOpen={isOpen}
          onOpenChange={setIsOpen}
          label={t("use")}
          trigger={
            <Button look="quiet" size="small">
              {t("use")}
              <ChevronDown size={14} aria-hidden />
            </Button>
          }
        >
          <Picker
            label={t("find")}
            options={messages.map(({ id, name, content: kept }) => ({
              id,
              text: name,
              content: (
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{name}</span>
                  <span className="block truncate text-xs text-ink-muted">{summarizeContent(kept)}</span>
                </span>
              ),
            }))}
            onPick={pick}
            nothingFound={t("nothingFound")}
            moreFound={(count) => t("more", { count })}
          />
        </Popover>
      )}
      <Button
        look="quiet"
        size="small"
        unavailable={findContentTrouble(content)}
        onClick={() => setIsKeeping(true)}
      >
        <Bookmark size={14} aria-hidden />
        {t("keep")}
      </Button>
      <KeepDialog content={content} isOpen={isKeeping} onOpenChange={setIsKeeping} />
    </div>
  );
}
