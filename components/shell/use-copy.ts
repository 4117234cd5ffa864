"use client";

import { useTranslations } from "use-intl";
import { toastDone, toastTrouble } from "@/components/ui/toast";

/** Copies a text and says so; a browser may refuse, and that is said too. */
export function useCopy(): (text: string, done: string) => void {
  const t = useTranslations("shell");
  return (text, done) => {
    const refused = () => toastTrouble(t("copyRefused"));
    // Missing where the address is neither https nor this machine.
    const copied =
      "clipboard" in navigator ? navigator.clipboard.writeText(text) : Promise.reject(new Error());
    void copied.then(() => toastDone(done), refused);
  };
}
