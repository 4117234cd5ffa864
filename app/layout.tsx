import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/shell/providers";
import { now } from "@/lib/clock";
import { messages } from "@/lib/messages/catalogue";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: messages.shell.product, template: `%s · ${messages.shell.product}` },
  description: messages.shell.tagline,
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f6f5f2" },
    { media: "(prefers-color-scheme: dark)", color: "#0e0d0c" },
  ],
};

/** Every page is dynamic: the nonce of the content security policy is new for each response. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en" className={GeistSans.variable} suppressHydrationWarning>
      <body>
        <Providers nonce={nonce} serverNow={now().getTime()}>
          {children}
        </Providers>
      </body>
    </html>
  );
}
