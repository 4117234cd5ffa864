"use client";

import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef } from "react";

/** Whether the view that asked for something still stands when the answer comes. */
export function useIsHere(): () => boolean {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useCallback(() => isHere.current, []);
}

/** Leads on to what came of a deed. Whoever has left the view meanwhile is led nowhere. */
export function useGoOn(): (path: string) => void {
  const router = useRouter();
  const isHere = useIsHere();
  return (path) => {
    if (isHere()) router.push(path);
  };
}
