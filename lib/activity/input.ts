import * as z from "zod";

export const undoActivityInput = z.object({ pageId: z.string(), id: z.string().regex(/^\d{1,18}$/) });
