"use client";

import { Image as ImageIcon, Star } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type {
  FeedbackContent,
  MessageButton,
  MessageCard,
  MessageContent,
} from "@/lib/domain/message-content";

const bubble = "self-start rounded-[1.125rem] bg-[light-dark(#f0f0f2,#303134)]";
const words = "text-sm leading-4.75 wrap-anywhere whitespace-pre-wrap";
const faint = "text-[light-dark(#65676b,#a5a8ad)]";
const line = "border-[light-dark(#dddfe2,#3e4042)]";
const link = "text-[light-dark(#0064d1,#4599ff)]";

/** A message as Messenger shows it. Only here does the interface wear Messenger's own colours. */
export function MessengerMessage({ content }: { content: MessageContent }) {
  const t = useTranslations("broadcasts.preview");
  switch (content.kind) {
    case "text":
      return <Bubble text={content.text} missing={t("empty")} />;
    case "quick-replies":
      return (
        <>
          <Bubble text={content.text} missing={t("empty")} />
          <ul className="mt-1 flex flex-wrap justify-end gap-1.5">
            {content.replies.map((reply, index) => (
              <li
                key={index}
                className={`rounded-full border border-current px-3 py-1 text-sm font-medium ${link}`}
              >
                {reply.trim() === "" ? t("reply") : reply}
              </li>
            ))}
          </ul>
        </>
      );
    case "buttons":
      return (
        <div className={`${bubble} w-[82%] max-w-72 overflow-hidden`}>
          <p className={`${words} px-3 py-2`}>{content.text.trim() === "" ? t("empty") : content.text}</p>
          <Buttons buttons={content.buttons} />
        </div>
      );
    case "cards":
      return (
        <ul
          className="flex max-w-full gap-2 self-stretch overflow-x-auto"
          tabIndex={0}
          aria-label={t("cards")}
        >
          {content.cards.map((card, index) => (
            <li key={index} className="w-52 shrink-0">
              <Card card={card} />
            </li>
          ))}
        </ul>
      );
    case "picture":
      return <Picture url={content.url} className="h-36 w-[82%] max-w-64 rounded-[1.125rem]" />;
    case "feedback":
      return <Feedback content={content} />;
  }
}

function Bubble({ text, missing }: { text: string; missing: string }) {
  if (text.trim() !== "") return <p className={`${bubble} ${words} max-w-[82%] px-3 py-1.75`}>{text}</p>;
  return (
    <p
      className={`max-w-[82%] self-start rounded-[1.125rem] border border-dashed border-current px-3 py-1.75 text-sm ${faint}`}
    >
      {missing}
    </p>
  );
}

function Buttons({ buttons }: { buttons: readonly MessageButton[] }) {
  const t = useTranslations("broadcasts.preview");
  return (
    <ul>
      {buttons.map(({ title }, index) => (
        <li
          key={index}
          className={`border-t px-3 py-2 text-center text-sm font-medium wrap-anywhere ${line} ${link}`}
        >
          {title.trim() === "" ? t("button") : title}
        </li>
      ))}
    </ul>
  );
}

function Card({ card }: { card: MessageCard }) {
  const t = useTranslations("broadcasts.preview");
  return (
    <div className={`overflow-hidden rounded-[1.125rem] border ${line}`}>
      {card.imageUrl !== "" && <Picture url={card.imageUrl} className="h-28 w-full" />}
      <div className="px-3 py-2">
        <p className="text-sm font-semibold wrap-anywhere">
          {card.title.trim() === "" ? t("card") : card.title}
        </p>
        {card.subtitle !== "" && <p className={`text-xs wrap-anywhere ${faint}`}>{card.subtitle}</p>}
      </div>
      <Buttons buttons={card.buttons} />
    </div>
  );
}

/** The picture itself is Messenger's to fetch: this page asks no other server for anything. */
function Picture({ url, className }: { url: string; className: string }) {
  const t = useTranslations("broadcasts.preview");
  return (
    <span
      className={`grid place-items-center content-center gap-1 self-start bg-[light-dark(#e4e6eb,#3a3b3c)] p-2 text-center ${faint} ${className}`}
    >
      <ImageIcon size={22} aria-hidden />
      <span className="max-w-full truncate text-xs">{url === "" ? t("picture") : toFileName(url)}</span>
    </span>
  );
}

function toFileName(url: string): string {
  const name = url.split(/[?#]/)[0]?.split("/").at(-1) ?? "";
  return name === "" ? url : name;
}

const scores = { csat: 5, nps: 11, ces: 7 } as const;

function Feedback({ content }: { content: FeedbackContent }) {
  const t = useTranslations("broadcasts.preview");
  const { title, subtitle, buttonTitle, question } = content;
  const isStars = question.type === "csat";
  const score: ReactNode = Array.from({ length: scores[question.type] }, (_, at) =>
    isStars ? (
      <Star key={at} size={16} aria-hidden />
    ) : (
      <span key={at}>{question.type === "nps" ? at : at + 1}</span>
    ),
  );
  return (
    <div className={`w-[82%] max-w-72 self-start overflow-hidden rounded-[1.125rem] border ${line}`}>
      <div className="px-3 py-2.5">
        <p className="text-sm font-semibold wrap-anywhere">{title.trim() === "" ? t("survey") : title}</p>
        {subtitle !== "" && <p className={`text-xs wrap-anywhere ${faint}`}>{subtitle}</p>}
        {question.title !== "" && <p className="mt-2 text-sm wrap-anywhere">{question.title}</p>}
        <p aria-hidden className={`mt-1.5 flex flex-wrap gap-1.5 text-xs ${faint}`}>
          {score}
        </p>
      </div>
      <p className={`border-t px-3 py-2 text-center text-sm font-medium ${line} ${link}`}>
        {buttonTitle === "" ? t("surveyButton") : buttonTitle}
      </p>
    </div>
  );
}
