"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { IntlProvider } from "use-intl";
import { Toaster, toastTrouble } from "@/components/ui/toast";
import { LayersTroubleContext } from "@/components/ui/use-layers";
import shell from "@/lib/messages/en/shell.json";
import { formats, locale } from "@/lib/messages/formats";
import { createQueryClient } from "./query-client";
import { ServerNowContext, useIsHydrated } from "./use-now";

type ProvidersProps = {
  /** The nonce of this response's content security policy, or undefined where there is none. */
  nonce: string | undefined;
  /** The server's time in ms since the epoch: what "4 min ago" counts from until the browser's clock takes over. */
  serverNow: number;
  children: ReactNode;
};

export function Providers({ nonce, serverNow, children }: ProvidersProps) {
  const [queryClient] = useState(createQueryClient);
  useState(() => giveNonceToScrollLock(nonce));
  return (
    <ThemeProvider
      attribute="data-theme"
      defaultTheme="system"
      enableSystem
      nonce={nonce}
      disableTransitionOnChange
    >
      <ServerNowContext value={serverNow}>
        <Words>
          <QueryClientProvider client={queryClient}>
            <LayersTroubleContext value={tellLayersTrouble}>{children}</LayersTroubleContext>
          </QueryClientProvider>
          <Toaster label={shell.toasts} closeLabel={shell.close} />
        </Words>
      </ServerNowContext>
    </ThemeProvider>
  );
}

const tellLayersTrouble = () => toastTrouble(shell.trouble.layers);

/** What every view needs; each room adds its own, see `RoomWords`. */
const words = { shell };

/** Times are written in UTC by the server and in the reader's own zone once the browser has taken over. */
function Words({ children }: { children: ReactNode }) {
  const isHydrated = useIsHydrated();
  const timeZone = isHydrated ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  return (
    <IntlProvider locale={locale} messages={words} formats={formats} timeZone={timeZone}>
      {children}
    </IntlProvider>
  );
}

/**
 * A dialog locks scrolling by writing a style element, which the policy refuses without the nonce. The library
 * that writes it (get-nonce) reads this global.
 */
function giveNonceToScrollLock(nonce: string | undefined): void {
  if (typeof window !== "undefined" && nonce !== undefined) {
    Object.assign(window, { __webpack_nonce__: nonce });
  }
}
