"use client";

import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";

/** Takes what is shown along as a file; on a telephone only its sign has room. */
export function ExportLink({ href, children }: { href: string; children: string }) {
  return (
    <a href={href} download className={buttonClass("quiet")}>
      <Download size={16} aria-hidden />
      <span className="max-sm:sr-only">{children}</span>
    </a>
  );
}
