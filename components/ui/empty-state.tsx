import type { ReactNode } from "react";

type EmptyStateProps = {
  title: string;
  /** What this is, and what the one next step does. */
  children?: ReactNode;
  actions?: ReactNode;
  /** Small print, such as an error's code. */
  code?: string;
  isAlert?: boolean;
  /** It stands for the whole page, so its title is the page's. */
  isPage?: boolean;
};

/** Nothing here yet, or something went wrong: what it is, and the one next step. */
export function EmptyState({ title, children, actions, code, isAlert, isPage }: EmptyStateProps) {
  const Heading = isPage ? "h1" : "h2";
  return (
    <div
      role={isAlert ? "alert" : undefined}
      className="grid justify-items-center gap-2 px-6 py-14 text-center"
    >
      <Heading className="text-lg font-semibold">{title}</Heading>
      {children !== undefined && (
        <div className="max-w-96 text-sm text-pretty text-ink-muted">{children}</div>
      )}
      {actions !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
      {code !== undefined && <p className="mt-1 font-mono text-xs text-ink-faint">{code}</p>}
    </div>
  );
}
