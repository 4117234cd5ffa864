import * as z from "zod";

/**
 * JSON.parse that keeps the digits of whole numbers beyond 2^53 by reading them as strings. The platform's documents
 * write ids unquoted, and 24633018877401211 as a double is another person. Throws SyntaxError like JSON.parse.
 */
export function parseGraphJson(text: string): unknown {
  // Nearly no answer has one: looking for it costs a fraction of reading every token.
  if (!mayHoldLongNumber.test(text)) return JSON.parse(text);
  return JSON.parse(
    text.replace(/"(?:[^"\\]|\\.)*"|-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/g, (token) =>
      /^-?[0-9]{16,}$/.test(token) ? `"${token}"` : token,
    ),
  );
}

/** Outside of a string a number follows one of these, or begins the text. */
const mayHoldLongNumber = /(?:^|[:[,\s])-?[0-9]{16,}/;

/** An id however it was written; inside it is always a string. */
export const graphIdSchema = z.union([z.string().min(1), z.number().int().nonnegative()]).transform(String);

/** `2023-12-01T06:52:51+0000`, or Unix seconds. */
export const graphTimeSchema = z.union([z.string(), z.number()]).transform((time, context): Date => {
  const moment =
    typeof time === "number" ? new Date(time * 1_000) : new Date(time.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
  if (!Number.isNaN(moment.getTime())) return moment;
  context.addIssue({ code: "custom", message: "not a time" });
  return z.NEVER;
});

/** `{"success": true}`; one sample of the documents has the string. */
export const successSchema = z.object({ success: z.union([z.literal(true), z.literal("true")]) });

/** The error envelope of "Handling errors". */
export const errorEnvelopeSchema = z.object({
  error: z.object({
    message: z.string().optional(),
    type: z.string().optional(),
    code: z.number(),
    error_subcode: z.number().optional(),
    is_transient: z.boolean().optional(),
    error_user_title: z.string().optional(),
    error_user_msg: z.string().optional(),
    fbtrace_id: z.string().optional(),
  }),
});
