import type { Metadata } from "next";
import { NewBroadcastView } from "@/components/broadcasts/new-broadcast-view";
import { decodePredicate } from "@/lib/domain/predicate-code";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.broadcasts.newTitle };

type NewBroadcastProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewBroadcastPage({ searchParams }: NewBroadcastProps) {
  const { segment, predicate: code } = await searchParams;
  const reading = typeof code === "string" ? decodePredicate(code) : null;
  return (
    <NewBroadcastView
      segmentId={typeof segment === "string" ? segment : null}
      predicate={reading?.ok === true ? reading.predicate : null}
    />
  );
}
