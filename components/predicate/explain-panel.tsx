"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "use-intl";
import { useCustomerName } from "@/components/shell/customer-name";
import { useTroubleWords } from "@/components/shell/load-trouble";
import { usePageSession } from "@/components/shell/page-session";
import { AsideSection } from "@/components/shell/view-bar";
import { IconButton } from "@/components/ui/icon-button";
import { paths } from "@/lib/paths";
import { useDecidingWords } from "./deciding-words";
import type { LabelBook } from "./label-book";
import { PersonPicker } from "./person-picker";
import type { Explanation } from "./use-explanation";

type ExplainPanelProps = { explanation: Explanation; book: LabelBook };

/** Why anybody is in this audience or not: the labels on which it rests in a sentence, each block marked in the tree. */
export function ExplainPanel({ explanation, book }: ExplainPanelProps) {
  const t = useTranslations("predicate.explain");
  const { pageId } = usePageSession();
  const nameOf = useCustomerName();
  const { psid, customer, choose } = explanation;
  return (
    <AsideSection title={t("title")}>
      <PersonPicker label={psid === null ? t("choose") : t("another")} onPick={choose} />
      <div role="status" className="mt-2.5 text-sm">
        {psid !== null && (
          <div className="flex items-start gap-2">
            <p className="min-w-0 flex-1 wrap-anywhere">
              <Verdict explanation={explanation} book={book} />
              {customer !== null && (
                <>
                  {" "}
                  <Link
                    href={paths.customer(pageId, customer.psid)}
                    aria-label={t("seeNamed", { name: nameOf(customer) })}
                    className="font-medium text-accent-ink hover:underline"
                  >
                    {t("see")}
                  </Link>
                </>
              )}
            </p>
            <IconButton label={t("end")} onClick={() => choose(null)}>
              <X size={14} aria-hidden />
            </IconButton>
          </div>
        )}
      </div>
    </AsideSection>
  );
}

function Verdict({ explanation: { customer, result, error }, book }: ExplainPanelProps) {
  const t = useTranslations("predicate.explain");
  const wordsOf = useDecidingWords(book);
  const troubleOf = useTroubleWords();
  const nameOf = useCustomerName();
  if (error !== null && customer === null) {
    return <span className="text-danger-ink">{troubleOf(error)}</span>;
  }
  if (customer === null) return <span className="text-ink-muted">{t("reading")}</span>;
  const name = nameOf(customer);
  if (!customer.labelsKnown) return <>{t("unknown", { name })}</>;
  if (result === null) return <>{t("nothing", { name })}</>;
  const why = wordsOf(result.deciding);
  return <>{result.isMatch ? t("isIn", { name, why }) : t("isOut", { name, why })}</>;
}
