"use client";

import { useCallback, useEffect, useRef } from "react";
import type { DraftPredicate } from "@/lib/domain/predicate-draft";
import { moveNode } from "@/lib/domain/predicate-edit";
import { findBlock, type Block } from "./block";
import { listenForDrags, type DragHost, type ScreenPoint } from "./drag-gesture";
import { dropReachPx, findItem, findNearestPlace, readPlaces, type DropPlace } from "./drag-places";
import { useDragWords, type DragWords } from "./drag-words";
import { createEdgeScroll } from "./edge-scroll";
import { useEditorView } from "./editor-context";
import type { PredicateEditor } from "./use-predicate-editor";

/** Long enough to pass over a place without stopping, short enough not to be waited for. */
const restMs = 200;
/** How far what is held stands beside the pointer. */
const besidePx = 10;

type SetHeld = (block: Block | null) => void;
type Latest = {
  editor: PredicateEditor;
  isReadOnly: boolean;
  words: DragWords;
  setHeld: SetHeld;
  /** To a screen reader. */
  say: (heard: string) => void;
  onPreview: (draft: DraftPredicate | null) => void;
};

/** Dragging in the predicate's tree: where it is listened for, and what follows the pointer. */
export function useTreeDrag(setHeld: SetHeld) {
  const { editor, book, isReadOnly, onPreview } = useEditorView();
  const words = useDragWords(book);
  const wordsRef = useRef<HTMLSpanElement>(null);
  const latest = useRef<Latest>(null!);
  useEffect(() => {
    const say = (heard: string) => {
      if (wordsRef.current !== null) wordsRef.current.textContent = heard;
    };
    latest.current = { editor, isReadOnly, words, onPreview, setHeld, say };
  });
  const drag = useRef<TreeDragging>(null);
  const attachTree = useCallback((tree: HTMLElement | null) => {
    if (tree === null) return;
    const dragging = new TreeDragging(tree, () => latest.current);
    drag.current = dragging;
    return listenForDrags(tree, dragging);
  }, []);
  const attachBeside = useCallback((beside: HTMLElement | null) => drag.current?.attachBeside(beside), []);
  return { attachTree, attachBeside, wordsRef };
}

/** One tree's drags. What is over what is written as `data-over` and `data-held`, and in words, past React. */
class TreeDragging implements DragHost {
  #held: Block | null = null;
  #places: DropPlace[] = [];
  #over: DropPlace | null = null;
  #point: ScreenPoint | null = null;
  #beside: HTMLElement | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #scroll: ReturnType<typeof createEdgeScroll> | null = null;

  constructor(
    private readonly tree: HTMLElement,
    private readonly latest: () => Latest,
  ) {}

  /** What is held stands here once it is drawn. */
  attachBeside = (beside: HTMLElement | null) => {
    this.#beside = beside;
    this.#showBeside();
  };

  mayTake = (blockId: string) => {
    const block = this.#find(blockId);
    return !this.latest().isReadOnly && block !== undefined && block.parent !== null;
  };

  onTake = (blockId: string, point: ScreenPoint | null) => {
    const block = this.#find(blockId)!;
    this.#held = block;
    this.#point = point;
    this.#places = readPlaces(this.tree, blockId);
    this.#scroll = createEdgeScroll(this.tree, () => this.#lookUnder());
    findItem(this.tree, blockId)?.setAttribute("data-held", "");
    const own = ({ parentId, at }: DropPlace) => parentId === block.parent?.id && at === block.position - 1;
    this.#show(point === null ? (this.#places.find(own) ?? null) : this.#findUnder(point));
    const { setHeld, say, words } = this.latest();
    setHeld(block);
    say(`${words.taken(block)} ${words.over(this.#where())}`);
  };

  onLead = (point: ScreenPoint) => {
    this.#point = point;
    this.#scroll?.lead(point.y);
    // Looks before anything is written: what is asked of a page that has just changed makes it lay everything out.
    this.#lookUnder();
    this.#showBeside();
  };

  onStep = (step: 1 | -1) => {
    const at = this.#over === null ? 0 : this.#places.indexOf(this.#over) + step;
    const next = this.#places[Math.max(0, Math.min(this.#places.length - 1, at))];
    next?.line.scrollIntoView({ block: "nearest" });
    this.#goTo(next ?? null);
  };

  onDrop = () => {
    const move = this.#toMove();
    const [block, place] = [this.#held, this.#where()];
    if (move === null || block === null || place === null) {
      this.onLeave();
      return;
    }
    const { editor, say, words } = this.latest();
    this.#end();
    say(words.dropped(block, place));
    editor.edit(move);
  };

  onLeave = () => {
    const { say, words } = this.latest();
    if (this.#held !== null) say(words.left(this.#held));
    this.#end();
  };

  #end() {
    clearTimeout(this.#timer);
    this.#scroll?.end();
    this.#show(null);
    if (this.#held !== null) findItem(this.tree, this.#held.id)?.removeAttribute("data-held");
    this.#held = null;
    this.#places = [];
    const { setHeld, onPreview } = this.latest();
    setHeld(null);
    onPreview(null);
  }

  #lookUnder() {
    if (this.#point !== null) this.#goTo(this.#findUnder(this.#point));
  }

  #findUnder({ x, y }: ScreenPoint): DropPlace | null {
    const { top, bottom, left, right } = this.tree.getBoundingClientRect();
    const isNear =
      x > left - dropReachPx && x < right + dropReachPx && y > top - dropReachPx && y < bottom + dropReachPx;
    return isNear ? (this.#places[findNearestPlace(this.#places, y - top)] ?? null) : null;
  }

  /** The block is over another place: shown and said at once, counted when it rests there. */
  #goTo(place: DropPlace | null) {
    if (place === this.#over) return;
    this.#show(place);
    const { say, words, onPreview } = this.latest();
    say(words.over(this.#where()));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const { draft } = this.latest().editor;
      onPreview(this.#toMove()?.(draft).draft ?? null);
    }, restMs);
  }

  #show(place: DropPlace | null) {
    this.#over?.line.removeAttribute("data-over");
    place?.line.setAttribute("data-over", "");
    this.#over = place;
    if (this.#point === null) this.#showBeside();
  }

  /** Beside the pointer; for the keyboard, at the place's line. */
  #showBeside() {
    if (this.#beside === null) return;
    const line = this.#point === null ? this.#over?.line.getBoundingClientRect() : undefined;
    const { x, y } = this.#point ?? { x: line?.left ?? 0, y: line?.top ?? 0 };
    this.#beside.style.transform = `translate(${x + besidePx}px, ${y + besidePx}px)`;
  }

  #where(): { group: Block; at: number } | null {
    const group = this.#over === null ? undefined : this.#find(this.#over.parentId);
    return group === undefined ? null : { group, at: this.#over!.at };
  }

  #toMove() {
    // Found anew: what is edited may have changed since the block was taken, and hold it elsewhere or not at all.
    const block = this.#held === null ? undefined : this.#find(this.#held.id);
    const place = this.#where();
    if (block === undefined || place === null) return null;
    return (draft: DraftPredicate) => moveNode(draft, block.path, place.group.barePath, place.at);
  }

  #find(blockId: string): Block | undefined {
    return findBlock(this.latest().editor.root, blockId);
  }
}
