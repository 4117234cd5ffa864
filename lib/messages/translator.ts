import { createTranslator } from "use-intl/core";
import { messages } from "./catalogue";
import { locale } from "./formats";

/** The words of one room for server components. In client components use `useTranslations` of use-intl. */
export function getTranslator<Namespace extends keyof typeof messages>(namespace: Namespace) {
  return createTranslator({ locale, messages, namespace });
}
