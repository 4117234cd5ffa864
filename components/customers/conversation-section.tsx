"use client";

import { useQuery } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useFormatter, useTranslations } from "use-intl";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/cn";
import { conversationQuery } from "@/lib/customers/queries";
import type { Conversation, ConversationMessage, CustomerRow } from "@/lib/customers/schema";

/** What was said, read from Facebook when it is looked at. What customers write is text and nothing else. */
export function ConversationSection({ customer }: { customer: CustomerRow }) {
  const t = useTranslations("customers.conversation");
  const { pageId } = usePageSession();
  const query = useQuery(conversationQuery(pageId, customer.psid, customer.lastMessageAt));
  const wordsOf = useTroubleWords();
  return (
    <section aria-labelledby="conversation">
      <div className="mb-3 flex min-h-control items-center gap-3">
        <h2 id="conversation" className="flex-1 text-sm font-semibold">
          {t("title")}
        </h2>
        <Button
          look="quiet"
          size="small"
          pending={query.isFetching}
          aria-label={t("again")}
          onClick={() => void query.refetch()}
        >
          <RotateCcw size={14} aria-hidden />
        </Button>
      </div>
      {query.error !== null && (
        <p role="alert" className="mb-3 text-sm text-danger-ink">
          {t("trouble")} {wordsOf(query.error)}
        </p>
      )}
      {query.data !== undefined ? (
        <Messages conversation={query.data} />
      ) : query.error === null ? (
        <MessagesSkeleton />
      ) : null}
    </section>
  );
}

function Messages({ conversation }: { conversation: Conversation }) {
  const t = useTranslations("customers.conversation");
  if (conversation.messages.length === 0) return <p className="text-sm text-ink-muted">{t("empty")}</p>;
  return (
    <>
      {conversation.mayHaveOlder && <p className="mb-3 text-center text-xs text-ink-muted">{t("older")}</p>}
      <ol className="grid gap-3">
        {conversation.messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ol>
    </>
  );
}

/** Longer ones are cut until somebody asks for the rest. */
const shownLengthMax = 600;

function Message({ message: { isFromPage, at, text } }: { message: ConversationMessage }) {
  const t = useTranslations("customers.conversation");
  const format = useFormatter();
  const [isWhole, setIsWhole] = useState(false);
  const isLong = (text ?? "").length > shownLengthMax;
  const shown = isLong && !isWhole ? `${text?.slice(0, shownLengthMax)}…` : text;
  return (
    <li className={cn("grid max-w-[85%] justify-items-start", isFromPage && "ms-auto justify-items-end")}>
      <span className="sr-only">{isFromPage ? t("fromPage") : t("fromCustomer")}</span>
      <div
        className={cn(
          "max-w-full rounded-lg px-3 py-1.5 text-sm",
          isFromPage ? "bg-accent-soft" : "bg-sunken",
        )}
      >
        {shown === null || shown.trim() === "" ? (
          <i className="text-ink-muted">{t("noText")}</i>
        ) : (
          <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
            {shown}
          </p>
        )}
        {isLong && (
          <button
            type="button"
            className="min-h-6 font-medium text-accent-ink hover:underline"
            onClick={() => setIsWhole(!isWhole)}
          >
            {isWhole ? t("less") : t("whole")}
          </button>
        )}
      </div>
      <time dateTime={at} className="mt-0.5 text-xs text-ink-muted">
        {format.dateTime(new Date(at), "moment")}
      </time>
    </li>
  );
}

function MessagesSkeleton() {
  return (
    <div aria-busy className="grid gap-3">
      <Skeleton className="h-9! w-64 rounded-lg!" />
      <Skeleton className="ms-auto h-9! w-56 rounded-lg!" />
      <Skeleton className="h-9! w-72 rounded-lg!" />
    </div>
  );
}
