import { db } from "../../lib/db";
import type { Truth } from "./world";

/** Who has which labels, in our cache: in the form in which the emulator tells the truth, to be compared with it. */
export async function readCachedLabels(pageId: string): Promise<Record<string, string[] | null>> {
  const customers = await db().customer.findMany({
    where: { pageId },
    select: {
      psid: true,
      labelsKnown: true,
      assignments: { select: { label: { select: { labelId: true } } } },
    },
  });
  return Object.fromEntries(
    customers.map(({ psid, labelsKnown, assignments }) => [
      psid,
      labelsKnown ? assignments.map(({ label }) => label.labelId).sort() : null,
    ]),
  );
}

export function toLabels({ customers }: Truth): Record<string, string[] | null> {
  return Object.fromEntries(
    customers.map(({ psid, labelIds, labelsReadable }) => [
      psid,
      labelsReadable ? [...labelIds].sort() : null,
    ]),
  );
}
