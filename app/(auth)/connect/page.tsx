import type { Metadata } from "next";
import { ConnectView } from "@/components/connect/connect-view";
import { env } from "@/lib/env";
import { readConnectOffer } from "@/lib/facebook-pages/connect-offer";
import type { ConnectOffer } from "@/lib/facebook-pages/schema";
import { messages } from "@/lib/messages/catalogue";
import { requireViewer } from "@/lib/session";

export const metadata: Metadata = { title: messages.connect.title };

type ConnectPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** What a person brought is read here and shown without its tokens. */
export default async function ConnectPage({ searchParams }: ConnectPageProps) {
  const viewer = await requireViewer();
  const { page, trouble } = await searchParams;
  const offer: ConnectOffer = viewer.mayConnectPages
    ? await readConnectOffer(viewer, typeof page === "string" ? page : null)
    : { pages: null, chosen: null, trouble: null };
  return (
    <ConnectView
      mayConnect={viewer.mayConnectPages}
      hasApp={env().FACEBOOK_APP_ID !== undefined && env().FACEBOOK_APP_SECRET !== undefined}
      firstPageId={viewer.pages[0]?.id ?? null}
      offer={offer}
      arrivedWith={typeof trouble === "string" ? trouble : null}
    />
  );
}
