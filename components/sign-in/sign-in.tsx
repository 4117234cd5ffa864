"use client";

import { signIn } from "next-auth/react";
import type { SubmitEvent } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { paths } from "@/lib/paths";
import { isSignInRefusal } from "@/lib/team/schema";
import { DemoAccounts, type DemoAccountView } from "./demo-accounts";
import { Door } from "./door";
import { readForm } from "./person-fields";
import { useDoor, useRefusalWords } from "./use-door";

type SignInProps = {
  /** Empty outside the demo. */
  accounts: readonly DemoAccountView[];
  hasFacebook: boolean;
  /** What went wrong on the way back from Facebook. */
  error: string | null;
};

/** The door. In the demo each role is one press away. */
export function SignIn({ accounts, hasFacebook, error }: SignInProps) {
  const t = useTranslations("signIn");
  const tShell = useTranslations("shell");
  const wordsOf = useRefusalWords();
  const trouble = error === null ? null : wordsOf(isSignInRefusal(error) ? error : "refused");
  const isDemo = accounts.length > 0;
  return (
    <Door title={tShell("product")} lead={t("lead")}>
      {trouble !== null && (
        <p role="alert" className="mt-6 text-sm text-danger-ink">
          {trouble}
        </p>
      )}
      {isDemo && <DemoAccounts accounts={accounts} />}
      {isDemo ? (
        <details className="mt-6 text-sm">
          <summary className="cursor-pointer text-ink-muted">{t("own.other")}</summary>
          <PasswordForm />
        </details>
      ) : (
        <>
          <PasswordForm />
          {hasFacebook && (
            <>
              <p className="my-3 text-center text-xs text-ink-muted">{t("or")}</p>
              <Button
                size="large"
                className="w-full"
                onClick={() => void signIn("facebook", { callbackUrl: paths.home() })}
              >
                {t("facebook")}
              </Button>
            </>
          )}
        </>
      )}
    </Door>
  );
}

function PasswordForm() {
  const t = useTranslations("signIn.own");
  const { enter, isEntering, refusal } = useDoor();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isEntering) void enter("password", readForm(event.currentTarget), paths.home());
  };
  return (
    <form method="post" noValidate onSubmit={submit} className="mt-6 grid gap-4">
      <TextField label={t("email")} name="email" type="email" autoComplete="username" />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        error={refusal?.message}
      />
      <Button look="primary" size="large" type="submit" pending={isEntering}>
        {isEntering ? t("pending") : t("submit")}
      </Button>
    </form>
  );
}
