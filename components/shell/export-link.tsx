"use client";

import { Download } from "lucide-react";
import { buttonClass } from "@/components/ui/button-class";

type ExportLinkProps = {
  href: string;
  /** Beside other buttons of a bar only its sign has room on a telephone. */
  isInBar?: boolean;
  children: string;
};

/** Takes what is shown along as a file. */
export function ExportLink({ href, isInBar = true, children }: ExportLinkProps) {
  return (
    <a href={href} download className={buttonClass("quiet")}>
      <Download size={16} aria-hidden />
      <span className={isInBar ? "max-sm:sr-only" : undefined}>{children}</span>
    </a>
  );
}
