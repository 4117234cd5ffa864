/** The Page's letter on its coffee-brown square. */
export function PageMark({ name, isRound }: { name: string; isRound?: boolean }) {
  return (
    <span
      aria-hidden
      className={`grid size-7 shrink-0 place-items-center bg-[oklch(0.36_0.06_55)] text-sm font-bold text-[oklch(0.95_0.03_80)] ${isRound ? "rounded-full" : "rounded-md"}`}
    >
      {[...name][0]?.toLocaleUpperCase("en")}
    </span>
  );
}
