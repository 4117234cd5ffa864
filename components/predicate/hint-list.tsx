"use client";

import { Lightbulb } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { useShare } from "@/components/shell/count";
import { AsideSection } from "@/components/shell/view-bar";
import { findHints, type PredicateHint } from "@/lib/domain/predicate-analysis";
import type { DraftVerdict } from "@/lib/domain/predicate-draft";
import type { Counts } from "@/lib/segments/schema";
import { findBlockAt } from "./block";
import { useBlockName } from "./block-name";
import type { PredicateDraftState } from "./use-predicate-draft";

/** What is worth knowing about a finished predicate; none of it keeps it from being used. A press goes to the block. */
export function HintList({ state }: { state: PredicateDraftState }) {
  const t = useTranslations("predicate.hint");
  const { editor, book } = state;
  const nameOf = useBlockName(book);
  const wordsOf = useHintWords();
  const hints = useHints(state).flatMap((hint) => {
    const block = findBlockAt(editor.root, hint.path);
    return block === null ? [] : [{ hint, block }];
  });
  if (hints.length === 0) return null;
  return (
    <AsideSection title={t("title")}>
      <ul className="-mx-2 text-sm">
        {hints.map(({ hint, block }) => (
          <li key={`${hint.code} ${hint.path.join(".")}`}>
            <button
              type="button"
              onClick={() => editor.activate(block.id, true)}
              className="flex w-full gap-2.5 rounded-md px-2 py-1.5 text-start hover:bg-hover"
            >
              <Lightbulb size={16} aria-hidden className="mt-0.5 shrink-0 text-warning-ink" />
              <span className="min-w-0 wrap-anywhere">{wordsOf(hint, nameOf(block))}</span>
            </button>
          </li>
        ))}
      </ul>
    </AsideSection>
  );
}

/**
 * Looked for when everything else is drawn: they take longer than a frame for a large predicate, and nobody waits for
 * them. While a block is held, those of the predicate as it is stay as they are.
 */
function useHints({ verdict, live, isPreviewing }: PredicateDraftState): PredicateHint[] {
  const counted = live.isCounting || isPreviewing ? null : live.counts;
  const [kept, setKept] = useState<{ verdict: DraftVerdict; counts: Counts } | null>(null);
  if (counted !== null && (kept?.verdict !== verdict || kept.counts !== counted)) {
    setKept({ verdict, counts: counted });
  }
  // Counts belong to the predicate they were made for: its blocks are told by their order.
  const counts = kept?.verdict === verdict ? kept.counts : undefined;
  const asked = useMemo(() => ({ verdict, counts }), [verdict, counts]);
  const settled = useDeferredValue(asked);
  return useMemo(
    () => (settled.verdict.ok ? findHints(settled.verdict.predicate, settled.counts).hints : []),
    [settled],
  );
}

function useHintWords(): (hint: PredicateHint, what: string) => string {
  const t = useTranslations("predicate.hint");
  const share = useShare();
  return (hint, what) => {
    switch (hint.code) {
      case "never-matches":
        return t("neverMatches", { what });
      case "always-matches":
        return t("alwaysMatches", { what });
      case "duplicate":
        return t("duplicate", { what });
      case "redundant":
        return t("redundant", { what });
      case "nearly-everyone":
        return hint.share === null
          ? t("nearlyEveryone", { what })
          : t("nearlyEveryoneCounted", { what, share: share(hint.share, 1) });
    }
  };
}
