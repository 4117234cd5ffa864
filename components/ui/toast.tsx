"use client";

import { CircleCheck, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "./button";

type ToastAction = { label: string; onPress: () => void };
type ToastMessage = { id: number; tone: "done" | "trouble"; text: string; action?: ToastAction };

/*
 * Of our own, for two reasons: sonner writes a style element when it is loaded, which our content security policy
 * refuses on every page; and Radix's toast is a layer above all others that takes every Escape for itself, so that
 * closing a popover threw the news away unread and left the popover open.
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

/** The news at the foot of the window. F8 leads to it by keyboard; a dialog stays open while it is read or pressed. */
export function Toaster({ label, closeLabel }: { label: string; closeLabel: string }) {
  const region = useRef<HTMLDivElement>(null);
  const shown = useSyncExternalStore(
    subscribe,
    () => messages,
    () => noMessages,
  );
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key === "F8") region.current?.querySelector("button")?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);
  return (
    <div
      ref={region}
      data-news
      role="region"
      aria-label={label}
      className="pointer-events-auto fixed bottom-4 left-4 z-50 w-[min(26rem,calc(100vw-2rem))] max-md:bottom-18"
    >
      <ol aria-live="polite" aria-relevant="additions" className="flex flex-col gap-2">
        {shown.map((message) => (
          <ToastCard key={message.id} message={message} closeLabel={closeLabel} />
        ))}
      </ol>
    </div>
  );
}

/** Goes by itself after a while, but not under the pointer or the focus: whoever reads is not hurried. */
function ToastCard({ message, closeLabel }: { message: ToastMessage; closeLabel: string }) {
  const [isHeld, setIsHeld] = useState(false);
  const { id, tone, text, action } = message;
  const isToBeActedOn = tone === "trouble" || action !== undefined;
  const remove = () => publish(messages.filter((other) => other.id !== id));
  useEffect(() => {
    if (isHeld) return;
    const close = () => publish(messages.filter((other) => other.id !== id));
    const timer = setTimeout(close, isToBeActedOn ? 12_000 : 6_000);
    return () => clearTimeout(timer);
  }, [id, isToBeActedOn, isHeld]);
  return (
    <li
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
      onKeyDown={(event) => event.key === "Escape" && remove()}
      className="flex items-center gap-2.5 rounded-lg bg-raised py-2 ps-3.5 pe-2 text-sm shadow-float"
    >
      {tone === "done" ? (
        <CircleCheck size={16} aria-hidden className="shrink-0 text-success-ink" />
      ) : (
        <TriangleAlert size={16} aria-hidden className="shrink-0 text-danger-ink" />
      )}
      <p role={tone === "trouble" ? "alert" : undefined} className="min-w-0 flex-1 wrap-anywhere">
        {text}
      </p>
      {action !== undefined && (
        <Button
          size="small"
          onClick={() => {
            remove();
            action.onPress();
          }}
        >
          {action.label}
        </Button>
      )}
      <button
        type="button"
        aria-label={closeLabel}
        onClick={remove}
        className="grid size-6 place-items-center rounded-sm hover:bg-hover"
      >
        <X size={14} aria-hidden />
      </button>
    </li>
  );
}
