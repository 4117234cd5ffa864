"use client";

import { lazy, Suspense, useEffect, type ReactNode } from "react";
import type { PickingMode } from "./use-predicate-editor";

const loadPicker = () => import("./open-picker");
const OpenPicker = lazy(loadPicker);

type PickingPopoverProps = {
  blockId: string;
  /** What is asked for at this place; null while nothing is. */
  mode: PickingMode | null;
  /** What the picker stands at. */
  children: ReactNode;
};

/** The label picker at the place where it was asked for. */
export function PickingPopover({ blockId, mode, children }: PickingPopoverProps) {
  if (mode === null) return <>{children}</>;
  return (
    <Suspense fallback={children}>
      <OpenPicker blockId={blockId} mode={mode}>
        {children}
      </OpenPicker>
    </Suspense>
  );
}

/** Fetches the picker once the editor stands, so that it opens at once when it is asked for. */
export function usePickerSoon(): void {
  useEffect(() => void loadPicker(), []);
}
