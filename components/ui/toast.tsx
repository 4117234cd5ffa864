"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { Toast as Base } from "radix-ui";
import { useSyncExternalStore } from "react";
import { Button } from "./button";

type ToastAction = { label: string; onPress: () => void };
type ToastMessage = { id: number; tone: "done" | "trouble"; text: string; action?: ToastAction };

/*
 * A store of our own and Radix's accessible parts, rather than sonner: sonner writes a style element when it
 * is loaded, which our content security policy refuses on every page.
 */
let messages: readonly ToastMessage[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const shownMax = 3;

function publish(next: readonly ToastMessage[]) {
  messages = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Says what was done, with a way to undo it where there is one. */
export function toastDone(text: string, action?: ToastAction): void {
  publish([...messages, { id: nextId++, tone: "done" as const, text, action }].slice(-shownMax));
}

/** Says what could not be done, and what to do next. It stays longer. */
export function toastTrouble(text: string, action?: ToastAction): void {
  publish([...messages, { id: nextId++, tone: "trouble" as const, text, action }].slice(-shownMax));
}

const noMessages: readonly ToastMessage[] = [];

export function Toaster({ label, closeLabel }: { label: string; closeLabel: string }) {
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => noMessages,
  );
  return (
    <Base.Provider label={label} swipeDirection="left">
      {shown.map((message) => (
        <ToastCard key={message.id} message={message} closeLabel={closeLabel} />
      ))}
      <Base.Viewport className="fixed bottom-4 left-4 z-50 flex w-[min(26rem,calc(100vw-2rem))] flex-col gap-2 outline-none max-md:bottom-18" />
    </Base.Provider>
  );
}

function ToastCard({ message, closeLabel }: { message: ToastMessage; closeLabel: string }) {
  const remove = () => publish(messages.filter((other) => other.id !== message.id));
  return (
    <Base.Root
      duration={message.tone === "trouble" ? 12_000 : 6_000}
      type={message.tone === "trouble" ? "foreground" : "background"}
      onOpenChange={(isOpen) => !isOpen && remove()}
      className="flex items-center gap-2.5 rounded-lg bg-raised py-2 ps-3.5 pe-2 text-sm shadow-float"
    >
      {message.tone === "done" ? (
        <CircleCheck size={16} aria-hidden className="shrink-0 text-success-ink" />
      ) : (
        <TriangleAlert size={16} aria-hidden className="shrink-0 text-danger-ink" />
      )}
      <Base.Description className="min-w-0 flex-1 wrap-anywhere">{message.text}</Base.Description>
      {message.action !== undefined && (
        <Base.Action asChild altText={message.action.label}>
          <Button size="small" onClick={message.action.onPress}>
            {message.action.label}
          </Button>
        </Base.Action>
      )}
      <Base.Close
        aria-label={closeLabel}
        className="grid size-6 place-items-center rounded-sm hover:bg-hover"
      >
        <X size={14} aria-hidden />
      </Base.Close>
    </Base.Root>
  );
}
