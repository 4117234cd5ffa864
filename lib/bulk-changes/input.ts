import * as z from "zod";
import { receipts } from "../broadcasts/schema";
import { lastMessageFilters, windowFilters } from "../customers/schema";
import { deliveryStates } from "../domain/broadcast-state";
import { selectedMax, type BulkChange, type Selection } from "./schema";

const labelsMax = 20;

const selectionSchema: z.ZodType<Selection> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("some"), ordinals: z.array(z.int().min(0)).min(1).max(selectedMax) }),
  z.object({
    kind: z.literal("all"),
    search: z.string().max(200).optional(),
    filter: z.string().max(20_000).optional(),
    window: z.enum(windowFilters).optional(),
    lastMessage: z.enum(lastMessageFilters).optional(),
    except: z.array(z.int().min(0)).max(selectedMax),
  }),
  z.object({
    kind: z.literal("broadcast"),
    broadcastId: z.uuid(),
    states: z.array(z.enum(deliveryStates)),
    reason: z.string().max(200).optional(),
    receipt: z.enum(receipts).optional(),
  }),
]);

const labelIds = z.array(z.string().max(40)).max(labelsMax);

export const bulkChangeSchema: z.ZodType<BulkChange> = z.object({
  selection: selectionSchema,
  assign: labelIds,
  remove: labelIds,
});

export const startBulkChangeInput = z.object({ pageId: z.string(), change: bulkChangeSchema });
export const jobIdInput = z.object({ pageId: z.string(), jobId: z.uuid() });
/** The mark of the people who were shown: of others nobody has agreed to anything. */
export const resumeWithoutInput = jobIdInput.extend({ mark: z.string().max(32) });
