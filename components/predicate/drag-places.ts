/** Where a block can be dropped: before position `at` of a group. */
export type DropPlace = {
  parentId: string;
  at: number;
  /** Middle of the line that shows it, in px below the tree's top. */
  top: number;
  line: HTMLElement;
};

/** Below the pointer's distance from the tree a drop is meant for a place of it; further away, for none. */
export const dropReachPx = 64;

/** Every place at which a held block can go, from top to bottom; nothing can move into itself. */
export function readPlaces(tree: HTMLElement, heldId: string): DropPlace[] {
  const { top: treeTop } = tree.getBoundingClientRect();
  const held = findItem(tree, heldId);
  const inside = new Set([heldId]);
  for (const item of held?.querySelectorAll<HTMLElement>("[data-block]") ?? [])
    inside.add(item.dataset.block!);
  return [...tree.querySelectorAll<HTMLElement>("[data-place]")]
    .filter((line) => !inside.has(line.dataset.place!))
    .map((line) => {
      // A line lies on the upper edge of its item. The item is asked: what is in one far away is not laid out.
      const { top } = line.parentElement!.getBoundingClientRect();
      const { place, at } = line.dataset;
      return { parentId: place!, at: Number(at), top: top - treeTop, line };
    })
    .sort((one, other) => one.top - other.top);
}

/** The tree's item of a block. */
export function findItem(tree: HTMLElement, blockId: string): HTMLElement | null {
  return tree.querySelector<HTMLElement>(`[data-block="${CSS.escape(blockId)}"]`);
}

/** The place nearest to a height, by halving: places are in order. -1 when there is none. */
export function findNearestPlace(places: readonly Pick<DropPlace, "top">[], y: number): number {
  let low = 0;
  let high = places.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const isPast = (places[middle]!.top + places[middle + 1]!.top) / 2 < y;
    if (isPast) low = middle + 1;
    else high = middle;
  }
  return high;
}
