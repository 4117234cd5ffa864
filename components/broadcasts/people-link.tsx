"use client";

import { Count } from "@/components/shell/count";

type PeopleLinkProps = {
  /** Null while it is not known. */
  count: number | null;
  /** What they have in common, for who does not see where the number stands. */
  title: string;
  onOpen: () => void;
};

/** A number of people, and the way to them; of nobody there is nothing to open. */
export function PeopleLink({ count, title, onOpen }: PeopleLinkProps) {
  if (count === null || count === 0) return <Count value={count} />;
  return (
    <button
      type="button"
      className="min-h-6 underline decoration-line-strong underline-offset-3 hover:decoration-current"
      onClick={onOpen}
    >
      <span className="sr-only">{title} </span>
      <Count value={count} />
    </button>
  );
}
