import { db, type Transaction } from "../db";
import { checkLabelName, foldLabelName, labelNameLengthMax } from "../domain/label-name";
import { toLabelKind } from "../domain/label-kind";
import { findPendingName } from "../label-moves/unfinished";
import type { PageId } from "../page-id";
import { Problem } from "../problem";

/** A name for a new label, as it will be made on the Page. @param exceptId a label whose own name does not count */
export async function readNewName(pageId: PageId, given: string, exceptId = ""): Promise<string> {
  const verdict = checkLabelName(given);
  if (!verdict.ok) {
    if (verdict.code === "too-long") {
      const values = { length: verdict.length, max: labelNameLengthMax };
      throw new Problem("label-name-too-long", { field: "name", values });
    }
    throw new Problem(verdict.code === "empty" ? "label-name-empty" : "label-name-control", {
      field: "name",
    });
  }
  // A name that Facebook gives by itself would be taken for one of its own.
  if (toLabelKind(verdict.name) === "automatic") throw new Problem("label-name-reserved", { field: "name" });
  await requireFree(db(), pageId, verdict.name, exceptId);
  return verdict.name;
}

/** @throws Problem "label-name-taken" when a label has this name, or a rename that is not over gives it */
export async function requireFree(
  transaction: Pick<Transaction, "label" | "job">,
  pageId: PageId,
  name: string,
  exceptId = "",
): Promise<void> {
  const taken =
    (await findNamesake(transaction, pageId, name, exceptId)) ??
    (await findPendingName(transaction, pageId, name));
  if (taken) throw new Problem("label-name-taken", { field: "name", values: { name: taken.name } });
}

export async function findNamesake(
  transaction: Pick<Transaction, "label">,
  pageId: PageId,
  name: string,
  exceptId: string,
): Promise<{ name: string } | null> {
  const folded = foldLabelName(name);
  const labels = await transaction.label.findMany({
    where: { pageId, NOT: { labelId: exceptId } },
    select: { name: true },
  });
  return labels.find((label) => foldLabelName(label.name) === folded) ?? null;
}

/** Whoever gives a name on this Page beside us is seen from here on, or sees us. Held until the transaction ends. */
export async function lockLabelNames(
  transaction: Pick<Transaction, "$executeRaw">,
  pageId: PageId,
): Promise<void> {
  await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`label-names:${pageId}`}, 0))`;
}
