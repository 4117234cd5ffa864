import type { PageId } from "../page-id";
import { readPredicateCode } from "../segments/predicate-input";
import type { CustomerSelection } from "./data";
import {
  customerSorts,
  lastMessageFilters,
  sortDirections,
  windowFilters,
  type CustomerView,
} from "./schema";

/** A view as it stands in an address. What is not understood is as if it were not there. */
export function readCustomerView(query: URLSearchParams): CustomerView {
  const choose = <Value extends string>(name: string, values: readonly Value[]) =>
    values.find((value) => value === query.get(name));
  const readText = (name: string) => (query.get(name) === "" ? undefined : (query.get(name) ?? undefined));
  return {
    search: readText("search"),
    filter: readText("filter"),
    window: choose("window", windowFilters),
    lastMessage: choose("lastMessage", lastMessageFilters),
    sort: choose("sort", customerSorts),
    direction: choose("direction", sortDirections),
  };
}

/** The same with its predicate read and checked. @throws Problem "predicate-wrong" */
export async function toSelection(
  pageId: PageId,
  { filter, ...view }: CustomerView,
): Promise<CustomerSelection> {
  return { ...view, filter: filter === undefined ? null : await readPredicateCode(pageId, filter) };
}
