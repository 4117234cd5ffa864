import type { Context } from "hono";
import type { z } from "zod";

/** A control was used wrongly; the message says how. */
export class ControlRefusal extends Error {
  constructor(
    readonly status: 400 | 404 | 409,
    message: string,
  ) {
    super(message);
  }
}

/** The JSON body, an absent one read as `{}`. */
export async function readBody<T extends z.ZodType>(http: Context, schema: T): Promise<z.infer<T>> {
  const text = await http.req.text();
  let value: unknown;
  try {
    value = text.trim() === "" ? {} : JSON.parse(text);
  } catch {
    throw new ControlRefusal(400, "The body is not JSON.");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ControlRefusal(
      400,
      `${issue === undefined || issue.path.length === 0 ? "body" : issue.path.join(".")}: ${issue?.message ?? "not understood"}`,
    );
  }
  return parsed.data;
}
