"use client";

import { useTranslations } from "use-intl";
import { contentLimits, startCard, type MessageCard } from "@/lib/domain/message-content";
import { AddressField } from "./address-field";
import { ButtonsField } from "./buttons-field";
import type { ErrorOf } from "./content-words";
import { ListField } from "./list-field";
import { WordsField } from "./words-field";

type CardsFieldProps = {
  cards: readonly MessageCard[];
  onChange: (cards: MessageCard[]) => void;
  errorOf: ErrorOf;
};

/** One card, or several that are swiped through. */
export function CardsField({ cards, onChange, errorOf }: CardsFieldProps) {
  const t = useTranslations("broadcasts.content");
  return (
    <ListField
      id="cards"
      title={t("cards")}
      items={cards}
      onChange={onChange}
      start={startCard}
      max={contentLimits.cards.max}
      addLabel={t("addCard")}
      nameOf={({ title }, index) => (title === "" ? t("cardNumber", { number: index + 1 }) : title)}
      error={errorOf("cards")}
      render={(card, index, change) => (
        <CardFields card={card} path={`cards.${index}`} onChange={change} errorOf={errorOf} />
      )}
    />
  );
}

type CardFieldsProps = {
  card: MessageCard;
  path: string;
  onChange: (card: MessageCard) => void;
  errorOf: ErrorOf;
};

function CardFields({ card, path, onChange, errorOf }: CardFieldsProps) {
  const t = useTranslations("broadcasts.content");
  return (
    <>
      <WordsField
        label={t("cardTitle")}
        value={card.title}
        onChange={(title) => onChange({ ...card, title })}
        limit={contentLimits.cardTitle}
        error={errorOf(`${path}.title`)}
        isPersonal
      />
      <WordsField
        label={t("cardSubtitle")}
        value={card.subtitle}
        onChange={(subtitle) => onChange({ ...card, subtitle })}
        limit={contentLimits.cardSubtitle}
        error={errorOf(`${path}.subtitle`)}
        isPersonal
      />
      <AddressField
        label={t("cardImage")}
        value={card.imageUrl}
        onChange={(imageUrl) => onChange({ ...card, imageUrl })}
        error={errorOf(`${path}.imageUrl`)}
      />
      <ButtonsField
        path={`${path}.buttons`}
        buttons={card.buttons}
        onChange={(buttons) => onChange({ ...card, buttons })}
        errorOf={errorOf}
      />
    </>
  );
}
