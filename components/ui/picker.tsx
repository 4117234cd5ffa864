"use client";

import { Search } from "lucide-react";
import { useId, useMemo, useState, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/lib/cn";

export type PickerOption = { id: string; text: string; content: ReactNode; isChosen?: boolean };

type PickerProps = {
  label: string;
  options: readonly PickerOption[];
  onPick: (id: string) => void;
  /** Shown when nothing matches what was typed. */
  nothingFound: string;
  /** Shown under the list when there are more matches than rows: "212 more, keep typing". */
  moreFound: (count: number) => string;
  /** Several may be chosen: options are toggled and the list stays open. */
  isMultiple?: boolean;
  /** Given: it is told what is typed, and brings the options that match. Else all are given and matched here. */
  onType?: (typed: string) => void;
  /** The options still answer what was typed before: of them only who matches is offered, so that nobody is picked unseen. */
  isBehind?: boolean;
};

const rowsMax = 60;

/** A field to type in and the options that match, moved through with the arrows while typing goes on. */
export function Picker(props: PickerProps) {
  const { label, options, onPick, nothingFound, moreFound, isMultiple, onType, isBehind = false } = props;
  const id = useId();
  const [typed, setTyped] = useState("");
  // By its id: when other options come meanwhile, nobody else stands where the arrows led.
  const [activeId, setActiveId] = useState<string | null>(null);
  const found = useFound(options, typed, onType !== undefined && !isBehind);
  const rows = found.slice(0, rowsMax);
  const activeIndex = Math.max(
    0,
    rows.findIndex((row) => row.id === activeId),
  );
  const onKeyDown = (event: KeyboardEvent) => {
    const next = findNextRow(event.key, activeIndex, rows.length);
    const row = event.key === "Enter" ? rows[activeIndex] : undefined;
    if (next !== null || row !== undefined) event.preventDefault();
    if (row !== undefined) onPick(row.id);
    if (next === null) return;
    setActiveId(rows[next]!.id);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  return (
    <div>
      <PickerField
        label={label}
        listId={`${id}-list`}
        activeId={rows.length > 0 ? `${id}-${activeIndex}` : undefined}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(next) => {
          setTyped(next);
          setActiveId(null);
          onType?.(next);
        }}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={label}
        aria-multiselectable={isMultiple ? true : undefined}
        className="max-h-72 overflow-y-auto p-1"
      >
        {rows.map((option, index) => (
          <PickerRow
            key={option.id}
            id={`${id}-${index}`}
            option={option}
            isActive={index === activeIndex}
            isMultiple={isMultiple}
            onPick={onPick}
            onPoint={() => setActiveId(option.id)}
          />
        ))}
      </div>
      {rows.length === 0 && <p className="px-3 pb-3 text-sm text-ink-muted">{nothingFound}</p>}
      {found.length > rowsMax && (
        <p className="px-3 pb-2 text-xs text-ink-muted">{moreFound(found.length - rowsMax)}</p>
      )}
    </div>
  );
}

function useFound(options: readonly PickerOption[], typed: string, isMatched: boolean) {
  return useMemo(() => (isMatched ? options : findOptions(options, typed)), [isMatched, options, typed]);
}

/** The row an arrow key leads to, around both ends; null for any other key. */
function findNextRow(key: string, index: number, length: number): number | null {
  const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
  return step === 0 || length === 0 ? null : (index + step + length) % length;
}

type PickerFieldProps = {
  label: string;
  listId: string;
  activeId: string | undefined;
  value: string;
  onChange: (value: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
};

function PickerField({ label, listId, activeId, value, onChange, onKeyDown }: PickerFieldProps) {
  return (
    <div className="flex h-10 items-center gap-2 border-b border-line px-3 text-sm text-ink-muted">
      <Search size={16} aria-hidden className="shrink-0" />
      <input
        role="combobox"
        autoFocus
        aria-label={label}
        placeholder={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={activeId}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        className="w-full min-w-0 bg-transparent text-ink outline-none"
      />
    </div>
  );
}

type PickerRowProps = {
  id: string;
  option: PickerOption;
  isActive: boolean;
  isMultiple?: boolean;
  onPick: (id: string) => void;
  onPoint: () => void;
};

function PickerRow({ id, option, isActive, isMultiple, onPick, onPoint }: PickerRowProps) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isMultiple ? (option.isChosen ?? false) : isActive}
      onPointerMove={onPoint}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onPick(option.id)}
      className={cn(
        "flex min-h-control cursor-default items-center gap-2 rounded-sm px-2 text-sm",
        isActive && "bg-hover",
      )}
    >
      {isMultiple && (
        <span
          aria-hidden
          className={cn(
            "grid size-4 shrink-0 place-items-center rounded-xs text-[0.625rem] leading-none",
            option.isChosen
              ? "bg-accent text-surface"
              : "bg-raised shadow-[inset_0_0_0_1px_var(--color-line-control)]",
          )}
        >
          {option.isChosen && <Tick />}
        </span>
      )}
      {option.content}
    </div>
  );
}

function Tick() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden>
      <path d="m2 5.2 2 2 4-4.4" fill="none" stroke="currentColor" strokeWidth="1.6" />
    </svg>
  );
}

/** Names that begin with what was typed come first, then those that hold it anywhere; accents do not matter. */
function findOptions(options: readonly PickerOption[], typed: string): readonly PickerOption[] {
  const wanted = fold(typed.trim());
  if (wanted === "") return options;
  const scored = options.flatMap((option) => {
    const at = fold(option.text).indexOf(wanted);
    return at < 0 ? [] : [{ option, rank: at === 0 ? 0 : 1 }];
  });
  return scored.sort((one, other) => one.rank - other.rank).map((entry) => entry.option);
}

function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase("en");
}
