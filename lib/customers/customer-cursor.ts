import * as z from "zod";
import { Problem } from "../problem";

/** A place in the list of customers: just after (or before) this customer, newest message first. */
export interface CustomerCursor {
  direction: "next" | "previous";
  /** Milliseconds since 1970; 0 for a customer who never wrote, who stands last. */
  lastMessageMs: number;
  ordinal: number;
}

const cursorSchema = z.tuple([z.enum(["next", "previous"]), z.int().min(0), z.int().min(0)]);

export function encodeCursor({ direction, lastMessageMs, ordinal }: CustomerCursor): string {
  return Buffer.from(JSON.stringify([direction, lastMessageMs, ordinal])).toString("base64url");
}

/** @throws Problem "cursor-wrong" */
export function decodeCursor(text: string): CustomerCursor {
  try {
    const [direction, lastMessageMs, ordinal] = cursorSchema.parse(
      JSON.parse(Buffer.from(text, "base64url").toString()),
    );
    return { direction, lastMessageMs, ordinal };
  } catch {
    throw new Problem("cursor-wrong", { field: "cursor" });
  }
}
