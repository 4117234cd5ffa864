"use client";

import { useRef, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ImportStrip } from "./import-strip";
import { LiveEvents } from "./live-events";
import { PageSessionProvider, type PageSessionView } from "./page-session";
import { Rail } from "./rail";

type FrameProps = {
  session: PageSessionView;
  /** When the server made this page, see `toEventTime`. */
  madeAt: number;
  children: ReactNode;
};

/** The frame around every view of a Page: the rail at the left (tabs at the bottom of a phone), the view beside it. */
export function Frame({ session, madeAt, children }: FrameProps) {
  const t = useTranslations("shell");
  const main = useRef<HTMLElement>(null);
  return (
    <PageSessionProvider session={session}>
      <a
        href="#main"
        onClick={() => main.current?.focus()}
        className="absolute start-4 -top-16 z-20 rounded-md bg-ink px-3 py-2 text-on-ink focus:top-2"
      >
        {t("skip")}
      </a>
      <div className="min-h-dvh pb-tabs md:grid md:grid-cols-[var(--spacing-rail-narrow)_minmax(0,1fr)] md:pb-0 xl:grid-cols-[var(--spacing-rail)_minmax(0,1fr)]">
        <Rail />
        <main ref={main} id="main" tabIndex={-1} className="flex min-w-0 flex-col">
          <ImportStrip />
          {children}
        </main>
      </div>
      <LiveEvents pageId={session.page.id} since={madeAt} />
    </PageSessionProvider>
  );
}
