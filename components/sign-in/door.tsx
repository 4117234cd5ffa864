import type { ReactNode } from "react";
import { StreamMark } from "./stream-mark";

type DoorProps = { title: string; lead: ReactNode; children: ReactNode };

/** What stands before the rooms: signing in, setting up, joining, connecting the first Page. */
export function Door({ title, lead, children }: DoorProps) {
  return (
    <main className="grid min-h-dvh content-center justify-items-center bg-canvas p-4">
      <div className="w-full max-w-104 py-8">
        <StreamMark />
        <h1 className="mt-6 text-figure font-semibold tracking-tight text-balance wrap-anywhere">{title}</h1>
        <p className="mt-2 text-lg text-pretty text-ink-muted">{lead}</p>
        {children}
      </div>
    </main>
  );
}
