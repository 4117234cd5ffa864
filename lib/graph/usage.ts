import * as z from "zod";
import { parseGraphJson } from "./graph-json";

/** How much of its limits a Page or app has used, from the headers of one answer. */
export type GraphUsage = {
  /** The fullest of all limits named, in percent. */
  usedPercent: number;
  /** How long until calls are taken again, when the Graph says so. */
  regainAccessMs: number | null;
};

/** A header's value by its name in small letters. */
type ReadHeader = (name: string) => string | null;

const limitSchema = z.object({
  call_count: z.number().default(0),
  total_time: z.number().default(0),
  total_cputime: z.number().default(0),
  /** Minutes. Source: Graph "Rate limits", X-Business-Use-Case-Usage. */
  estimated_time_to_regain_access: z.number().default(0),
});
const ownSchema = limitSchema.transform((limit) => [limit]);
const businessSchema = z
  .record(z.string(), z.array(limitSchema))
  .transform((limits) => Object.values(limits).flat());

/** Reads X-App-Usage, X-Page-Usage and X-Business-Use-Case-Usage; null when none is there, as with little traffic. */
export function readUsage(header: ReadHeader): GraphUsage | null {
  const limits = [
    ...readHeader(header, "x-app-usage", ownSchema),
    ...readHeader(header, "x-page-usage", ownSchema),
    ...readHeader(header, "x-business-use-case-usage", businessSchema),
  ];
  if (limits.length === 0) return null;
  const usedPercent = Math.max(...limits.flatMap((l) => [l.call_count, l.total_time, l.total_cputime]));
  const waitMinutes = Math.max(...limits.map((limit) => limit.estimated_time_to_regain_access));
  return { usedPercent, regainAccessMs: waitMinutes > 0 ? waitMinutes * 60_000 : null };
}

/** A header that cannot be read is advice lost, not an error. */
function readHeader<Value>(header: ReadHeader, name: string, schema: z.ZodType<Value[]>): Value[] {
  const text = header(name);
  if (text === null) return [];
  try {
    return schema.safeParse(parseGraphJson(text)).data ?? [];
  } catch {
    return [];
  }
}
