"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import type { Role } from "@/lib/domain/permissions";
import { paths } from "@/lib/paths";
import { useDoor } from "./use-door";

export type DemoAccountView = { account: string; name: string; role: Role };

/** The people of the demo, each one press away. */
export function DemoAccounts({ accounts }: { accounts: readonly DemoAccountView[] }) {
  const t = useTranslations("signIn");
  const [chosen, setChosen] = useState("");
  const { enter, isEntering, refusal } = useDoor();
  const enterAs = (account: DemoAccountView) => {
    if (isEntering) return;
    setChosen(account.name);
    void enter("demo", { account: account.account }, paths.home());
  };
  return (
    <section aria-labelledby="demo-accounts" className="mt-8">
      <h2 id="demo-accounts" className="text-sm font-semibold">
        {t("demoHeading")}
      </h2>
      <p className="mt-1 text-sm text-ink-muted">{t("demoNote")}</p>
      <ul className="mt-4 grid gap-2">
        {accounts.map((account) => (
          <li key={account.account}>
            <button
              type="button"
              aria-disabled={isEntering || undefined}
              onClick={() => enterAs(account)}
              className="flex w-full items-center gap-3 rounded-lg bg-raised p-3 shadow-[inset_0_0_0_1px_var(--color-line-strong),var(--shadow-raised)] hover:bg-surface"
            >
              <Avatar name={account.name} size="large" />
              <span className="min-w-0 text-start">
                <span className="block font-medium">{t("continueAs", { name: account.name })}</span>
                <span className="block text-xs text-ink-muted">{t(`role.${account.role}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-3 min-h-5 text-sm text-ink-muted">
        {isEntering && t("signingIn", { name: chosen })}
      </p>
      {refusal !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {refusal.message}
        </p>
      )}
    </section>
  );
}
