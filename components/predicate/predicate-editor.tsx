"use client";

import { Redo2, Undo2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useDeferredValue, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import type { DraftProblem } from "@/lib/domain/predicate-draft";
import { AudienceFigure } from "./audience-figure";
import { findBlockAt, isGroup, listBlocks, type Block } from "./block";
import { EditorProvider, type EditorView } from "./editor-context";
import { KeyHelp, Legend } from "./legend";
import { PredicateTree } from "./predicate-tree";
import { useProblemWords } from "./problem-words";
import { Sentence } from "./sentence";
import type { BlockVerdict } from "./use-explanation";
import type { PredicateDraftState } from "./use-predicate-draft";

type Face = "blocks" | "sentence" | "query" | "json";

const FaceSkeleton = () => <Skeleton className="h-28 w-full rounded-lg!" />;

// What prints and reads the other faces is half of the editor's code, and the blocks need none of it.
const SentenceFace = dynamic(() => import("./text-faces").then((loaded) => loaded.SentenceFace), {
  loading: FaceSkeleton,
});
const QueryFace = dynamic(() => import("./text-faces").then((loaded) => loaded.QueryFace), {
  loading: FaceSkeleton,
});
const JsonFace = dynamic(() => import("./json-face").then((loaded) => loaded.JsonFace), {
  loading: FaceSkeleton,
});

type PredicateEditorPanelProps = {
  state: PredicateDraftState;
  isReadOnly?: boolean;
  /** On a narrow place such as a broadcast's audience: no legend, no keys. */
  isBrief?: boolean;
  /** Of one person, where somebody is being explained. */
  verdicts?: ReadonlyMap<string, BlockVerdict>;
};

const noVerdicts: ReadonlyMap<string, BlockVerdict> = new Map();

/** Who is meant: the number, the sentence, and the faces of the one tree. */
export function PredicateEditorPanel({
  state,
  isReadOnly = false,
  isBrief = false,
  verdicts = noVerdicts,
}: PredicateEditorPanelProps) {
  const t = useTranslations("predicate");
  const [face, setFace] = useState<Face>("blocks");
  const { editor, book, live, verdict } = state;
  const view = useEditorViewOf(state, isReadOnly, verdicts);
  const predicate = verdict.ok ? verdict.predicate : null;
  const shared = { predicate, book, isReadOnly, onChange: editor.replace };
  const show = (next: Face) => {
    setFace(next);
    // What was being picked in the blocks would be open again when they come back, and take the focus.
    editor.pick(null);
  };
  return (
    <section aria-label={t("who")}>
      <AudienceFigure live={live} everyone={book.everyone} />
      <div className="mt-1.5 min-h-7">
        <Sentence predicate={live.predicate} book={book} />
      </div>
      <Tabs
        label={t("face.label")}
        value={face}
        onChange={show}
        beside={!isReadOnly && <HistoryButtons state={state} />}
        tabs={[
          {
            value: "blocks",
            label: t("face.blocks"),
            panel: (
              <EditorProvider view={view}>
                <WholeProblems state={state} />
                <PredicateTree />
                {!isBrief && <Legend />}
                {!isBrief && !isReadOnly && <KeyHelp />}
              </EditorProvider>
            ),
          },
          {
            value: "sentence",
            label: t("face.sentence"),
            panel: <SentenceFace {...shared} />,
          },
          { value: "query", label: t("face.query"), panel: <QueryFace {...shared} /> },
          { value: "json", label: t("face.json"), panel: <JsonFace {...shared} /> },
        ]}
      />
    </section>
  );
}

function HistoryButtons({ state: { editor } }: { state: PredicateDraftState }) {
  const t = useTranslations("predicate.deed");
  return (
    <span className="flex gap-1">
      <IconButton label={t("undo")} keys="Ctrl+Z" isOff={!editor.canUndo} onClick={editor.undo}>
        <Undo2 size={16} aria-hidden />
      </IconButton>
      <IconButton label={t("redo")} keys="Ctrl+Shift+Z" isOff={!editor.canRedo} onClick={editor.redo}>
        <Redo2 size={16} aria-hidden />
      </IconButton>
    </span>
  );
}

/** Problems of the whole predicate, such as its size, have no row to stand on. */
function WholeProblems({ state: { verdict } }: { state: PredicateDraftState }) {
  const wordsOf = useProblemWords();
  const whole = verdict.ok ? [] : verdict.problems.filter(isOfWhole);
  if (whole.length === 0) return null;
  return (
    <ul role="alert" className="mb-3 text-sm text-danger-ink">
      {whole.map((problem) => (
        <li key={problem.code}>{wordsOf(problem)}</li>
      ))}
    </ul>
  );
}

function isOfWhole(problem: DraftProblem): boolean {
  return problem.code === "too-many-nodes" || problem.code === "too-deep";
}

function useEditorViewOf(
  state: PredicateDraftState,
  isReadOnly: boolean,
  verdicts: ReadonlyMap<string, BlockVerdict>,
): EditorView {
  const { editor, book, live, unmuted, verdict, preview } = state;
  // New numbers are drawn into many rows: what a hand does meanwhile goes first.
  const numbers = useDeferredValue(live.numbers);
  const unmutedNumbers = useDeferredValue(unmuted.numbers);
  const everyone = live.counts?.everyone ?? book.everyone ?? 0;
  const muteGain = toMuteGain(state);
  return useMemo(() => {
    const problems = verdict.ok ? [] : verdict.problems.filter((problem) => !isOfWhole(problem));
    const problemsByBlock = new Map<string, DraftProblem>();
    for (const problem of problems) {
      // While labels load, nothing is known to be unknown; and an untouched editor is not scolded for being empty.
      if (problem.code === "empty-group" && isUntouched(editor.root)) continue;
      const block = findBlockAt(editor.root, problem.path);
      if (block !== null && !problemsByBlock.has(block.id)) problemsByBlock.set(block.id, problem);
    }
    return {
      editor,
      book,
      everyone,
      numbers,
      unmutedNumbers,
      muteGain,
      problemsByBlock,
      verdicts,
      onPreview: preview,
      isReadOnly,
    };
  }, [editor, book, everyone, numbers, unmutedNumbers, muteGain, verdict, verdicts, preview, isReadOnly]);
}

function isUntouched(root: Block): boolean {
  return isGroup(root) && root.children.length === 0;
}

function toMuteGain({ editor, live, unmuted }: PredicateDraftState): number | null {
  const muted = listBlocks(editor.root).filter((block) => block.isMuted);
  if (muted.length !== 1 || live.isCounting || unmuted.isCounting) return null;
  const without = live.counts?.waterfall.matches;
  const withIt = unmuted.counts?.waterfall.matches;
  return without === undefined || withIt === undefined ? null : without - withIt;
}
