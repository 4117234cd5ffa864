"use client";

import { useTranslations } from "use-intl";
import { Segmented } from "@/components/ui/segmented";
import { contentLimits, type MessageButton } from "@/lib/domain/message-content";
import { AddressField } from "./address-field";
import type { ErrorOf } from "./content-words";
import { ListField } from "./list-field";
import { WordsField } from "./words-field";

type ButtonsFieldProps = {
  /** Where they stand in the message, for the errors: "buttons", "cards.0.buttons". */
  path: string;
  buttons: readonly MessageButton[];
  onChange: (buttons: MessageButton[]) => void;
  errorOf: ErrorOf;
};

/** Buttons that open an address or answer the Page. */
export function ButtonsField({ path, buttons, onChange, errorOf }: ButtonsFieldProps) {
  const t = useTranslations("broadcasts.content");
  return (
    <ListField<MessageButton>
      id={path}
      title={t("buttons")}
      items={buttons}
      onChange={onChange}
      start={() => ({ kind: "link", title: "", url: "" })}
      max={contentLimits.buttons.max}
      addLabel={t("addButton")}
      nameOf={({ title }, index) => (title === "" ? t("buttonNumber", { number: index + 1 }) : title)}
      error={errorOf(path)}
      render={(button, index, change) => (
        <>
          <div>
            <Segmented
              label={t("buttonKind")}
              value={button.kind}
              onChange={(kind) =>
                change(
                  kind === "link" ? { kind, title: button.title, url: "" } : { kind, title: button.title },
                )
              }
              options={[
                { value: "link", label: t("buttonLink") },
                { value: "answer", label: t("buttonAnswer") },
              ]}
            />
          </div>
          <WordsField
            label={t("buttonTitle")}
            value={button.title}
            onChange={(title) => change({ ...button, title })}
            limit={contentLimits.buttonTitle}
            error={errorOf(`${path}.${index}.title`)}
          />
          {button.kind === "link" && (
            <AddressField
              label={t("buttonUrl")}
              value={button.url}
              onChange={(url) => change({ ...button, url })}
              error={errorOf(`${path}.${index}.url`)}
            />
          )}
        </>
      )}
    />
  );
}
