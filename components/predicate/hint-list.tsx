"use client";

import { Lightbulb } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useShare } from "@/components/shell/count";
import { AsideSection } from "@/components/shell/view-bar";
import type { Predicate } from "@/lib/domain/predicate";
import { searchHints, type PredicateHint } from "@/lib/domain/predicate-analysis";
import type { Counts } from "@/lib/segments/schema";
import { findBlockAt, type Block } from "./block";
import { useBlockName } from "./block-name";
import type { PredicateDraftState } from "./use-predicate-draft";

/** What is worth knowing about a finished predicate; none of it keeps it from being used. A press goes to the block. */
export function HintList({ state }: { state: PredicateDraftState }) {
  const t = useTranslations("predicate.hint");
  const { editor, book } = state;
  const nameOf = useBlockName(book);
  const wordsOf = useHintWords();
  const hints = useHints(state);
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

type Question = { predicate: Predicate; root: Block; counts: Counts | undefined };
type FoundHint = { hint: PredicateHint; block: Block };

/**
 * Those of the predicate that was counted last. They are looked for after its numbers, a few milliseconds at a time, for
 * nobody waits for them; while a block is held, not at all.
 */
function useHints({
  editor: { root },
  verdict,
  live,
  isPreviewing,
}: PredicateDraftState): readonly FoundHint[] {
  const predicate = verdict.ok ? verdict.predicate : null;
  const counts = live.error === null ? live.counts : undefined;
  const isReady = !live.isCounting || live.error !== null;
  const [question, setQuestion] = useState<Question | null>(null);
  const [found, setFound] = useState<readonly FoundHint[]>([]);
  if (predicate === null) {
    if (question !== null) setQuestion(null);
  } else if (isReady && !isPreviewing && counts !== null) {
    // Counts belong to the predicate they were made for: its blocks are told by their order.
    const isAsked = question?.predicate === predicate && question.counts === counts;
    if (!isAsked) setQuestion({ predicate, root, counts });
  }
  useEffect(() => (question === null ? undefined : search(question, setFound)), [question]);
  return question === null ? [] : found;
}

/** @returns how to stop */
function search(
  { predicate, root, counts }: Question,
  onFound: (hints: readonly FoundHint[]) => void,
): () => void {
  const pieces = searchHints(predicate, counts);
  const goOn = () => {
    const piece = isHeld() ? null : pieces.next();
    if (piece?.done !== true) {
      timer = setTimeout(goOn, pauseMs);
      return;
    }
    onFound(
      piece.value.hints.flatMap((hint) => {
        const block = findBlockAt(root, hint.path);
        return block === null ? [] : [{ hint, block }];
      }),
    );
  };
  let timer = setTimeout(goOn, pauseMs);
  return () => clearTimeout(timer);
}

/** About a frame: between two pieces everything else has its turn. */
const pauseMs = 16;

/** A block is taken and dropped past React, see `useTreeDrag`. */
function isHeld(): boolean {
  return document.querySelector("[data-held]") !== null;
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
