import { Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type NoticeProps = { tone?: "neutral" | "warning" | "danger"; action?: ReactNode; children: ReactNode };

/** A strip across a view: part of it is in trouble or worth knowing, the rest stays. */
export function Notice({ tone = "neutral", action, children }: NoticeProps) {
  const Icon = tone === "neutral" ? Info : TriangleAlert;
  return (
    <div
      role={tone === "danger" ? "alert" : "status"}
      className={cn(
        "flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line px-4 py-2.5 text-sm md:px-6",
        tone === "neutral" && "bg-canvas",
        tone === "warning" && "bg-warning-soft",
        tone === "danger" && "bg-danger-soft",
      )}
    >
      <Icon
        size={16}
        aria-hidden
        className={cn(
          "shrink-0",
          tone === "neutral" && "text-ink-faint",
          tone === "warning" && "text-warning-ink",
          tone === "danger" && "text-danger-ink",
        )}
      />
      <div className="min-w-0 flex-1 wrap-anywhere">{children}</div>
      {action}
    </div>
  );
}
