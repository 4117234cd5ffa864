import * as z from "zod";

export const csvImportIdInput = z.object({ pageId: z.string(), importId: z.uuid() });
