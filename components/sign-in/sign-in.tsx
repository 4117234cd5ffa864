"use client";

import { signIn } from "next-auth/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Avatar } from "@/components/ui/avatar";
import { EmptyState } from "@/components/ui/empty-state";
import type { Role } from "@/lib/domain/permissions";
import { paths } from "@/lib/paths";
import { StreamMark } from "./stream-mark";

export type DemoAccountView = { account: string; name: string; role: Role };

/** The door. In the demo each role is one press away; elsewhere the list is empty. */
export function SignIn({ accounts }: { accounts: readonly DemoAccountView[] }) {
  const t = useTranslations("signIn");
  const tShell = useTranslations("shell");
  return (
    <main className="grid min-h-dvh content-center justify-items-center bg-canvas p-4">
      <div className="w-full max-w-104">
        <StreamMark />
        <h1 className="mt-6 text-figure font-semibold tracking-tight">{tShell("product")}</h1>
        <p className="mt-2 text-lg text-pretty text-ink-muted">{t("lead")}</p>
        {accounts.length === 0 ? (
          <EmptyState title={t("none")}>{t("noneNext")}</EmptyState>
        ) : (
          <DemoAccounts accounts={accounts} />
        )}
      </div>
    </main>
  );
}

function DemoAccounts({ accounts }: { accounts: readonly DemoAccountView[] }) {
  const t = useTranslations("signIn");
  const [chosen, setChosen] = useState<DemoAccountView | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);

  const enter = async (account: DemoAccountView) => {
    setChosen(account);
    setTrouble(null);
    const answer = await signIn("demo", { account: account.account, redirect: false }).catch(() => null);
    if (answer?.ok === true && !answer.error) {
      window.location.assign(paths.home());
      return;
    }
    setChosen(null);
    setTrouble(answer === null ? t("unreachable") : t("refused"));
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
              aria-disabled={chosen !== null || undefined}
              onClick={() => chosen === null && void enter(account)}
              className="flex w-full items-center gap-3 rounded-lg bg-raised p-3 shadow-[inset_0_0_0_1px_var(--color-line-strong),var(--shadow-raised)] hover:bg-surface"
            >
              <Avatar name={account.name} size="large" />
              <span className="min-w-0">
                <span className="block font-medium">{t("continueAs", { name: account.name })}</span>
                <span className="block text-xs text-ink-muted">{t(`role.${account.role}`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-3 min-h-5 text-sm text-ink-muted">
        {chosen !== null && t("signingIn", { name: chosen.name })}
      </p>
      {trouble !== null && (
        <p role="alert" className="text-sm text-danger-ink">
          {trouble}
        </p>
      )}
    </section>
  );
}
