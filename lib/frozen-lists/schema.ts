import type { CustomerRow } from "../customers/schema";
import type { Predicate } from "../domain/predicate";

export const frozenListNameLengthMax = 100;
export const frozenPeoplePageLength = 50;

/** The people of a predicate, kept as they were at one moment. */
export interface FrozenListRow {
  id: string;
  name: string;
  /** What selected them then. */
  predicate: Predicate;
  frozenAt: string;
  frozenBy: string | null;
  /** The segment it was made from, while that exists. */
  segment: { id: string; name: string } | null;
  /** How many they were. */
  peopleThen: number;
  /** How many of them are still customers of the Page. */
  people: number;
  /** Whom the predicate selects now and the list does not hold (`added`), and the reverse; null when uncountable. */
  difference: { added: number; removed: number } | null;
}

/** Some of the people of a frozen list, in the order in which they came to the Page. */
export interface FrozenPeople {
  people: number;
  rows: CustomerRow[];
  nextCursor: string | null;
}
