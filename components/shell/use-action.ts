"use client";

import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { toastTrouble } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/action-result";
import { invalidateTopic } from "./invalidate-topic";
import { useIsHere } from "./use-is-here";

/** An action that said no, in words for the person who asked. `field` names the input that is wrong. */
export class ActionRefusal extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly field?: string,
  ) {
    super(message);
    this.name = "ActionRefusal";
  }
}

type UseActionOptions<Input, Value, Kept> = {
  /** Changes the screen before the answer; what it returns comes back in `onRefused` to put things right. */
  onAsk?: (input: Input) => Kept | Promise<Kept>;
  /** What follows from it; the deed counts as pending until a promise it returns is settled. */
  onDone?: (value: Value, input: Input) => unknown;
  /** Gets the refusal first. Return true when it is shown where it belongs; else, and for who has left, it becomes a toast. */
  onRefused?: (refusal: ActionRefusal, input: Input, kept: Kept | undefined) => boolean;
  /** Topics of the Page to read again afterwards; the event stream would say so too, a moment later. A deed that was done counts as pending until they are read. */
  refreshes?: { pageId: string; topics: readonly string[] };
};

/** Runs a server action as a mutation: a refusal or a lost connection is shown, never swallowed. */
export function useAction<Input, Value, Kept = undefined>(
  action: (input: Input) => Promise<ActionResult<Value>>,
  options: UseActionOptions<Input, Value, Kept> = {},
): UseMutationResult<Value, ActionRefusal, Input, Kept> {
  const t = useTranslations("shell.trouble");
  const queryClient = useQueryClient();
  const isHere = useIsHere();
  return useMutation<Value, ActionRefusal, Input, Kept>({
    mutationFn: async (input) => {
      const result = await action(input).catch(() => {
        throw new ActionRefusal("network", t("network"));
      });
      if (!result.ok) throw new ActionRefusal(result.code, result.message, result.field);
      return result.value;
    },
    onMutate:
      options.onAsk === undefined ? undefined : async (input) => (await options.onAsk?.(input)) as Kept,
    onSuccess: (value, input) => options.onDone?.(value, input),
    onError: (refusal, input, kept) => {
      const isShown = options.onRefused?.(refusal, input, kept) === true;
      if (!isShown || !isHere()) toastTrouble(refusal.message);
    },
    onSettled: (_value, refusal) => {
      const { pageId, topics } = options.refreshes ?? { pageId: "", topics: [] };
      const read = Promise.all(topics.map((topic) => invalidateTopic(queryClient, pageId, topic)));
      // What was refused can be put right and asked again at once: it does not wait for the lists.
      return refusal === null ? read : undefined;
    },
  });
}
