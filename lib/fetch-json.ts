import type { ActionFailure } from "./action-result";

/** A read that the server refused, with the words to show. */
export class ReadError extends Error {
  override name = "ReadError";
  readonly failure: ActionFailure;

  constructor(failure: ActionFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Reads one of our GET routes. @throws ReadError with words when refused, TypeError when the server is away */
export async function fetchJson<Value>(path: string, signal?: AbortSignal): Promise<Value> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as Value;
  const failure = (await response.json().catch(() => null)) as ActionFailure | null;
  throw new ReadError(
    failure ?? { ok: false, code: "unexpected", message: response.statusText, retryable: true },
  );
}
