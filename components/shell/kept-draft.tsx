"use client";

import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { usePageSession } from "./page-session";
import { useIsHydrated } from "./use-now";

type KeptDraftOptions<Value> = {
  /** What is being written, unique within the Page: "segment:new", or a segment's id. */
  name: string;
  /** Reads what comes back from the storage; null when it is not what it should be. */
  read: (kept: unknown) => Value | null;
  value: Value;
  /** False while there is nothing that is not stored already: then nothing is kept. */
  isWorthKeeping: boolean;
  /** Puts what was kept back on the screen. Sets state only: it runs while rendering. */
  onRestore: (kept: Value) => void;
};

/**
 * Keeps unsaved work in the tab's session storage, so that leaving a view for another does not lose it. It is
 * restored when the view opens again, and each person has their own on each Page.
 */
export function useKeptDraft<Value>(options: KeptDraftOptions<Value>): void {
  const { name, read, value, isWorthKeeping, onRestore } = options;
  const key = useKeptKey(name);
  const isHydrated = useIsHydrated();
  const [hasLooked, setHasLooked] = useState(false);
  if (isHydrated && !hasLooked) {
    setHasLooked(true);
    const kept = readKept(key, read);
    if (kept !== null) onRestore(kept);
  }

  const text = isWorthKeeping ? JSON.stringify(value) : null;
  useEffect(() => {
    if (hasLooked) writeKept(key, text);
  }, [key, text, hasLooked]);
}

/** Forgets what was kept, for a save that is answered only after the view was left. */
export function useForgetKept(name: string): () => void {
  const key = useKeptKey(name);
  return () => writeKept(key, null);
}

function useKeptKey(name: string): string {
  const { pageId, user } = usePageSession();
  return `labelcast-draft:${user.id}:${pageId}:${name}`;
}

/** Says that unsaved work is back, so that nobody takes it for what is stored. */
export function KeptNotice({ onDiscard }: { onDiscard: () => void }) {
  const t = useTranslations("shell.kept");
  return (
    <Notice
      action={
        <Button size="small" onClick={onDiscard}>
          {t("discard")}
        </Button>
      }
    >
      {t("back")}
    </Notice>
  );
}

/** What an older version of us kept and cannot be read any more is as good as nothing. */
function readKept<Value>(key: string, read: (kept: unknown) => Value | null): Value | null {
  try {
    return read(JSON.parse(window.sessionStorage.getItem(key) ?? "null"));
  } catch {
    return null;
  }
}

/** A browser may refuse storage, or have none left; then work is lost on leaving, as it was before. */
function writeKept(key: string, text: string | null): void {
  try {
    if (text === null) window.sessionStorage.removeItem(key);
    else window.sessionStorage.setItem(key, text);
  } catch {
    return;
  }
}
