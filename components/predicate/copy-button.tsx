"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";

/** Copies a face of the predicate; empty while there is nothing finished to copy. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations("predicate.json");
  const [copied, setCopied] = useState("");
  const isCopied = copied === text && text !== "";
  return (
    <Button
      size="small"
      className="mt-3"
      unavailable={text === "" ? t("cannotCopy") : undefined}
      onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(text))}
    >
      {isCopied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      {isCopied ? t("copied") : t("copy")}
    </Button>
  );
}
