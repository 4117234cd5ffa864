"use client";

import { useEffect, useEffectEvent } from "react";

type LeadKeys = { psids: readonly string[]; chosen: string; choose: (psid: string) => void };

/** J and K walk the list, wherever the focus is, but for a field that is being written in. */
export function useLeadKeys({ psids, chosen, choose }: LeadKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isWriting(event)) return;
    const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
    if (step === 0 || psids.length === 0) return;
    const at = psids.indexOf(chosen);
    const next = at === -1 ? 0 : Math.min(psids.length - 1, Math.max(0, at + step));
    event.preventDefault();
    choose(psids[next]!);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

/** Whether a key belongs to a field, a dialog or the browser. */
export function isWriting(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  const target = event.target instanceof HTMLElement ? event.target : null;
  return target?.closest("input, textarea, select, [contenteditable], [role=dialog], [role=menu]") != null;
}
