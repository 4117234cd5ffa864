import type { ReactNode } from "react";
import { Button } from "./button";

type MoreRowsProps = {
  /** A list that is read a page at a time. */
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
  /** What the button says while more is read. */
  reading: ReactNode;
  children: ReactNode;
};

/** Under a list: the way to its next rows, as long as there are more. */
export function MoreRows({ query, reading, children }: MoreRowsProps) {
  if (!query.hasNextPage) return null;
  return (
    <div className="flex justify-center py-4">
      <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {query.isFetchingNextPage ? reading : children}
      </Button>
    </div>
  );
}
