import type { Metadata } from "next";
import { NewSegmentView } from "@/components/segments/new-segment-view";
import { decodePredicate } from "@/lib/domain/predicate-code";
import { messages } from "@/lib/messages/catalogue";

export const metadata: Metadata = { title: messages.segments.newTitle };

type NewSegmentProps = { searchParams: Promise<{ predicate?: string | string[] }> };

/** A link may carry the predicate to start from: a copy of a segment, or the filter of the customers' list. */
export default async function NewSegmentPage({ searchParams }: NewSegmentProps) {
  const { predicate: code } = await searchParams;
  const start = typeof code === "string" ? decodePredicate(code) : null;
  return (
    <NewSegmentView
      start={start?.ok === true ? start.predicate : null}
      isStartUnreadable={start?.ok === false}
    />
  );
}
