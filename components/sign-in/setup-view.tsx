"use client";

import type { SubmitEvent } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { paths } from "@/lib/paths";
import { Door } from "./door";
import { DoorTrouble, PersonFields, readForm } from "./person-fields";
import { useDoor } from "./use-door";

/** An empty installation: whoever has the code that the server printed becomes the first admin. */
export function SetupView() {
  const t = useTranslations("signIn.setup");
  const { enter, isEntering, refusal } = useDoor();
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isEntering) void enter("setup", readForm(event.currentTarget), paths.connect());
  };
  return (
    <Door title={t("title")} lead={t("lead")}>
      <form method="post" noValidate onSubmit={submit} className="mt-8 grid gap-4">
        <TextField
          label={t("code")}
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          hint={t("codeHint")}
          error={refusal?.code === "code-wrong" ? refusal.message : undefined}
        />
        <PersonFields refusal={refusal} />
        {refusal?.code !== "code-wrong" && <DoorTrouble refusal={refusal} />}
        <Button look="primary" size="large" type="submit" pending={isEntering}>
          {isEntering ? t("pending") : t("submit")}
        </Button>
      </form>
    </Door>
  );
}
