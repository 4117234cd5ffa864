/** Fields of a form, and what is stored of them. */
export type StoredFields<Fields> = {
  fields: Fields;
  /** The stored version that the person started from. */
  base: Fields;
  /** As they were when their saving began. */
  asked: Fields;
  status: SaveStatus;
};

export type SaveStatus = "idle" | "pending" | "success" | "error";

/**
 * What becomes of the fields when something else is stored, or their own saving goes on: whoever has changed nothing
 * gets the new values, and what somebody is writing is never taken away. @returns the same object when nothing changes
 */
export function followStored<Fields>(
  old: StoredFields<Fields>,
  stored: Fields,
  status: SaveStatus,
): StoredFields<Fields> {
  if (status === "pending") return old.status === "pending" ? old : { ...old, status, asked: old.fields };
  if (old.status === "pending" && status === "success") {
    const fields = isSame(old.fields, old.asked) ? stored : old.fields;
    return { fields, base: stored, asked: stored, status };
  }
  const isUntouched = isSame(old.fields, old.base) || isSame(old.fields, stored);
  if (isUntouched && !isSame(old.base, stored)) return { ...old, fields: stored, base: stored, status };
  return old.status === status ? old : { ...old, status };
}

/** Whether a colleague stored something else since, which these fields do not have. */
export function isBehind<Fields>({ base, status }: StoredFields<Fields>, stored: Fields): boolean {
  return status !== "pending" && !isSame(base, stored);
}

function isSame<Fields>(one: Fields, other: Fields): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
