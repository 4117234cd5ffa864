"use client";

import { useState } from "react";
import type { ActionRefusal } from "@/components/shell/use-action";
import { makeUuid } from "@/lib/uuid";

/** Refusals that leave open whether the first press was heard: the next one must be known as the same message. */
const openCodes: readonly string[] = ["network", "unexpected"];

/**
 * A form's own name for the message that it sends: the same until an answer has come, so that pressing again after a
 * lost answer sends nothing twice. `settle` takes the next one.
 */
export function useFormKey() {
  const [formKey, setFormKey] = useState(makeUuid);
  const settle = (refusal?: ActionRefusal) => {
    if (refusal === undefined || !openCodes.includes(refusal.code)) setFormKey(makeUuid());
  };
  return { formKey, settle };
}
