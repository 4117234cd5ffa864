import { listOperands, type Predicate } from "../../lib/domain/predicate";
import type { Members } from "../audience-data";
import { loadContender, type Contender, type ContenderSetting } from "./contender";

/** What we use of `roaring-wasm`. Its memory is not collected: whatever is made must be disposed of. */
interface Bitmap {
  size: number;
  clone(): Bitmap;
  andInPlace(other: Bitmap): unknown;
  orInPlace(other: Bitmap): unknown;
  andNotInPlace(other: Bitmap): unknown;
  add(value: number): unknown;
  remove(value: number): unknown;
  optimize(): unknown;
  toUint32Array(): Uint32Array;
  sliceUint32Array(start: number, end: number): Uint32Array;
  getSerializationSizeInBytes(format: string): number;
  dispose(): unknown;
}
interface Roaring {
  roaringLibraryInitialize(): Promise<void>;
  RoaringBitmap32: { new (values?: Iterable<number>): Bitmap; fromRange(start: number, end: number): Bitmap };
}

/** Compressed bitmaps in our process, one a label: the root's count alone, not every node's. */
export async function openRoaring({ members, customers }: ContenderSetting): Promise<Contender> {
  const { RoaringBitmap32, roaringLibraryInitialize } = await loadContender<Roaring>("roaring-wasm");
  await roaringLibraryInitialize();
  const startedAtMs = performance.now();
  const bitmaps = toBitmaps(RoaringBitmap32, members);
  const everyone = RoaringBitmap32.fromRange(0, customers);
  const builtMs = performance.now() - startedAtMs;
  const ordinal = members[9]![0]!;
  const withSelected = (predicate: Predicate, work: (bitmap: Bitmap) => number) => {
    const selected = evaluate(predicate, bitmaps, everyone);
    const answer = work(selected.bitmap);
    if (selected.isOurs) selected.bitmap.dispose();
    return answer;
  };
  return {
    name: "roaring-wasm",
    kind: "other",
    builtMs,
    bytes: bitmaps.reduce((sum, bitmap) => sum + bitmap.getSerializationSizeInBytes("portable"), 0),
    count: (predicate) => withSelected(predicate, ({ size }) => size),
    list: (predicate, limit) =>
      withSelected(predicate, (bitmap) =>
        limit === null ? bitmap.toUint32Array().length : bitmap.sliceUint32Array(0, limit).length,
      ),
    change: () => {
      bitmaps[9]!.remove(ordinal);
      bitmaps[9]!.add(ordinal);
    },
    close: () => {
      for (const bitmap of [...bitmaps, everyone]) bitmap.dispose();
    },
  };
}

function toBitmaps(Bitmap32: Roaring["RoaringBitmap32"], members: Members): Bitmap[] {
  return members.map((ordinals) => {
    const bitmap = new Bitmap32(ordinals);
    bitmap.optimize();
    return bitmap;
  });
}

/** `isOurs`: a temporary to be disposed of, not a label's own bitmap. */
function evaluate(
  predicate: Predicate,
  bitmaps: readonly Bitmap[],
  everyone: Bitmap,
): { bitmap: Bitmap; isOurs: boolean } {
  if (predicate.op === "LABEL") return { bitmap: bitmaps[Number(predicate.labelId) - 1]!, isOurs: false };
  const parts = listOperands(predicate).map((operand) => evaluate(operand, bitmaps, everyone));
  const isNot = predicate.op === "NOT";
  const result = (isNot ? everyone : parts[0]!.bitmap).clone();
  for (const { bitmap } of isNot ? parts : parts.slice(1)) {
    if (isNot) result.andNotInPlace(bitmap);
    else if (predicate.op === "AND") result.andInPlace(bitmap);
    else result.orInPlace(bitmap);
  }
  for (const { bitmap, isOurs } of parts) if (isOurs) bitmap.dispose();
  return { bitmap: result, isOurs: true };
}
