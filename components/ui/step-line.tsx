import { cn } from "@/lib/cn";

/** A value and its time in milliseconds; null where it was not known: the line is broken there. */
type StepPoint = { at: number; value: number | null };

type StepLineProps = {
  /** Oldest first. Each value holds until the next. */
  points: readonly StepPoint[];
  from: number;
  to: number;
  valueMin: number;
  valueMax: number;
  /** What it shows, in words, for those who do not see it; without it, it is hidden from them. */
  label?: string;
  className?: string;
};

const width = 1_000;
const height = 100;

/** A line of steps, as wide and as high as its place. Numbers and axes stand beside it, in the page's own type. */
export function StepLine({ points, from, to, valueMin, valueMax, label, className }: StepLineProps) {
  const toX = (at: number) => (to === from ? 0 : ((at - from) / (to - from)) * width);
  const toY = (value: number) =>
    valueMax === valueMin ? height / 2 : height - ((value - valueMin) / (valueMax - valueMin)) * height;
  const round = (value: number) => Math.round(value * 10) / 10;
  let line = "";
  for (const [index, { at, value }] of points.entries()) {
    if (value === null) continue;
    const before = points[index - 1]?.value ?? null;
    const end = points[index + 1]?.at ?? to;
    const [x, y] = [round(toX(at)), round(toY(value))];
    line += `${before === null ? "M" : "L"}${x} ${y}H${round(toX(end))}`;
  }
  return (
    <svg
      role={label === undefined ? undefined : "img"}
      aria-label={label}
      aria-hidden={label === undefined || undefined}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cn("overflow-visible text-accent", className)}
    >
      <path d={line} fill="none" stroke="currentColor" strokeWidth={1.75} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
