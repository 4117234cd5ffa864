"use client";

import { createContext, use, useEffect, useSyncExternalStore } from "react";
import type * as LayersModule from "./layers";

type Layers = typeof LayersModule;

/** Tells a person that what they asked for could not be opened, because its code could not be read. */
export const LayersTroubleContext = createContext(() => {});

let layers: Layers | null = null;
let loading: Promise<void> | null = null;
const listeners = new Set<() => void>();

/**
 * Reads the code of everything that floats above a view: it is heavy, and all of it is closed at first. Fails when the
 * server cannot be reached; the next call tries again.
 */
function loadLayers(): Promise<void> {
  loading ??= import("./layers").then(
    (loaded) => {
      layers = loaded;
      for (const listener of listeners) listener();
    },
    (error: unknown) => {
      loading = null;
      throw error;
    },
  );
  return loading;
}

/** Ahead of need, on the way to it: a failure here is told when somebody really asks. */
export function prepareLayers(): void {
  loadLayers().catch(() => undefined);
}

/** Null until they were read. */
export function useLayers(): Layers | null {
  return useSyncExternalStore(
    subscribe,
    () => layers,
    () => null,
  );
}

/** Reads them as soon as they are asked for. What was asked for opens when they are there. */
export function useLayersWhen(isAsked: boolean): Layers | null {
  const tell = use(LayersTroubleContext);
  useEffect(() => {
    if (isAsked) loadLayers().catch(tell);
  }, [isAsked, tell]);
  return useLayers();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
