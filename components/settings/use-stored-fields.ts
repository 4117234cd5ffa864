"use client";

import { useState } from "react";
import { followStored, isBehind, type SaveStatus, type StoredFields } from "./stored-fields";

/** The fields of a form whose stored values may change while somebody writes in them. */
export function useStoredFields<Fields>(stored: Fields, status: SaveStatus) {
  const [state, setState] = useState<StoredFields<Fields>>({
    fields: stored,
    base: stored,
    asked: stored,
    status,
  });
  const next = followStored(state, stored, status);
  if (next !== state) setState(next);
  return {
    fields: next.fields,
    setFields: (change: (old: Fields) => Fields) =>
      setState((old) => ({ ...old, fields: change(old.fields) })),
    /** Takes over what a colleague stored meanwhile; null when nobody did. */
    adopt: isBehind(next, stored)
      ? () => setState((old) => ({ ...old, fields: stored, base: stored }))
      : null,
  };
}
