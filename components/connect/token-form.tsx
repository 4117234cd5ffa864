"use client";

import { useRouter } from "next/navigation";
import { useState, type SubmitEvent } from "react";
import { useTranslations } from "use-intl";
import { useAction, type ActionRefusal } from "@/components/shell/use-action";
import { useIsHere } from "@/components/shell/use-is-here";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { offerTokenAction } from "@/lib/facebook-pages/actions";
import { paths } from "@/lib/paths";

/** For whoever has a token already. It goes to the server, and never comes back. */
export function TokenForm() {
  const t = useTranslations("connect.token");
  const router = useRouter();
  const isHere = useIsHere();
  const [token, setToken] = useState("");
  const [refusal, setRefusal] = useState<ActionRefusal | null>(null);
  const offer = useAction(offerTokenAction, {
    onDone: () => {
      setToken("");
      if (!isHere()) return;
      router.push(paths.connect());
      router.refresh();
    },
    onRefused: (next) => {
      setRefusal(next);
      return true;
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setRefusal(null);
    if (!offer.isPending) offer.mutate({ pageId: "", token });
  };
  return (
    <section className="mt-8">
      <h2 className="text-sm font-semibold">{t("title")}</h2>
      <p className="mt-1 mb-3 text-sm text-ink-muted">{t("body")}</p>
      <form noValidate onSubmit={submit} className="grid gap-3">
        <TextField
          label={t("field")}
          type="password"
          autoComplete="off"
          value={token}
          onChange={(event) => {
            setToken(event.target.value);
            setRefusal(null);
          }}
          error={refusal?.message}
        />
        <Button type="submit" pending={offer.isPending} className="justify-self-start">
          {offer.isPending ? t("pending") : t("submit")}
        </Button>
      </form>
    </section>
  );
}
