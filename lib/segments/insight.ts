import { countRegions } from "../audience/engine";
import { getCustomer } from "../customers/data";
import { db } from "../db";
import { regionLabelsMax } from "../domain/label-regions";
import { checkPredicate } from "../domain/predicate";
import { predicateSchema } from "../domain/predicate-schema";
import { explain } from "../domain/predicate-explain";
import { listLabelIdsOfPage } from "../labels/data";
import type { PageId } from "../page-id";
import { Problem } from "../problem";
import type { Overlap, SegmentsOfCustomer } from "./schema";

/** @throws Problem "overlap-labels" for none, too many or twice the same; "label-unknown" */
export async function readOverlap(pageId: PageId, labelIds: readonly string[]): Promise<Overlap> {
  const isRight = labelIds.length > 0 && labelIds.length <= regionLabelsMax;
  if (!isRight || new Set(labelIds).size < labelIds.length) {
    throw new Problem("overlap-labels", { values: { max: regionLabelsMax } });
  }
  const known = await listLabelIdsOfPage(pageId);
  if (!labelIds.every((labelId) => known.has(labelId))) throw new Problem("label-unknown");
  const { everyone, labelsUnknown, regions } = await countRegions(pageId, labelIds);
  return { everyone, labelsUnknown, regions };
}

/** Which segments a customer is in, and why, segment by segment. @throws Problem "customer-unknown" */
export async function listSegmentsOfCustomer(pageId: PageId, psid: string): Promise<SegmentsOfCustomer> {
  const [customer, stored, known] = await Promise.all([
    getCustomer(pageId, psid),
    db().segment.findMany({
      where: { pageId },
      orderBy: { name: "asc" },
      select: { id: true, name: true, predicate: true },
    }),
    listLabelIdsOfPage(pageId),
  ]);
  if (!customer.labelsKnown) return { labelsKnown: false, segments: [] };
  const carried = new Set(customer.labelIds);
  const segments = stored.flatMap(({ id, name, predicate: input }) => {
    const predicate = predicateSchema.parse(input);
    if (checkPredicate(predicate, known).length > 0) return [];
    const { isMatch, deciding } = explain(predicate, carried);
    return [{ id, name, isIn: isMatch, deciding }];
  });
  return { labelsKnown: true, segments };
}
