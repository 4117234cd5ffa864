"use client";

import { useLinkStatus } from "next/link";

/** A small mark on the link that was pressed, when its view takes longer than a blink. */
export function LinkWaiting() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      aria-hidden
      className="after-100-ms ms-auto size-1.5 shrink-0 rounded-full bg-accent max-xl:absolute max-xl:end-1 max-xl:top-1"
    />
  );
}
