"use client";

import { useMemo, type ReactNode } from "react";
import { IntlProvider, useLocale, useMessages } from "use-intl";
import type { messages } from "@/lib/messages/catalogue";

type RoomWordsProps = { words: Partial<typeof messages>; children: ReactNode };

/**
 * Adds the words of a room to those that every view has, so that nobody loads what other rooms say. What a room needs
 * is what its views and all they import ask for: a test reads that, since the types know the words of all rooms.
 */
export function RoomWords({ words, children }: RoomWordsProps) {
  const known = useMessages();
  const locale = useLocale();
  const together = useMemo(() => ({ ...known, ...words }), [known, words]);
  return (
    <IntlProvider locale={locale} messages={together}>
      {children}
    </IntlProvider>
  );
}
