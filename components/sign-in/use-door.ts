"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { passwordLengthMax, passwordLengthMin } from "@/lib/password-length";
import { isSignInRefusal, type SignInRefusal } from "@/lib/team/schema";

export type DoorRefusal = { code: SignInRefusal | "refused" | "unreachable"; message: string };

type DoorUse = {
  /** Goes through, to `next`; on a refusal stays, with the reason. */
  enter: (provider: string, given: Record<string, string>, next: string) => Promise<void>;
  isEntering: boolean;
  refusal: DoorRefusal | null;
  clear: () => void;
};

/** Signs in by one of our own ways. Nothing that was typed is lost when it is refused. */
export function useDoor(): DoorUse {
  const [isEntering, setIsEntering] = useState(false);
  const [refusal, setRefusal] = useState<DoorRefusal | null>(null);
  const wordsOf = useRefusalWords();
  const enter = async (provider: string, given: Record<string, string>, next: string) => {
    setIsEntering(true);
    setRefusal(null);
    const answer = await signIn(provider, { ...given, redirect: false }).catch(() => null);
    if (answer?.ok === true && !answer.error) {
      window.location.assign(next);
      return;
    }
    setIsEntering(false);
    const code = answer?.error ?? "";
    if (answer === null) setRefusal({ code: "unreachable", message: wordsOf("unreachable") });
    else if (isSignInRefusal(code)) setRefusal({ code, message: wordsOf(code) });
    else setRefusal({ code: "refused", message: wordsOf("refused") });
  };
  return { enter, isEntering, refusal, clear: () => setRefusal(null) };
}

export function useRefusalWords(): (code: DoorRefusal["code"]) => string {
  const t = useTranslations("signIn");
  return (code) => {
    if (code === "unreachable" || code === "refused") return t(code);
    return t(`refusal.${code}`, { min: passwordLengthMin, max: passwordLengthMax });
  };
}
