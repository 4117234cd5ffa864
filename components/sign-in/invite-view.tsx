"use client";

import type { SubmitEvent } from "react";
import { useTranslations } from "use-intl";
import { Button } from "@/components/ui/button";
import type { Role } from "@/lib/domain/permissions";
import { paths } from "@/lib/paths";
import { Door } from "./door";
import { DoorTrouble, PersonFields, readForm } from "./person-fields";
import { useDoor } from "./use-door";

type InviteViewProps = {
  token: string;
  /** Null when it is no longer good. */
  invite: { pageName: string; role: Role } | null;
  /** Who is signed in already: they join as themselves. */
  signedInName: string | null;
};

/** One link, one person, once. */
export function InviteView({ token, invite, signedInName }: InviteViewProps) {
  const t = useTranslations("signIn.invite");
  const { enter, isEntering, refusal } = useDoor();
  if (invite === null) {
    return (
      <Door title={t("goneTitle")} lead={t("gone")}>
        {null}
      </Door>
    );
  }
  const role = t(`role.${invite.role}`);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!isEntering) void enter("invite", { ...readForm(event.currentTarget), token }, paths.home());
  };
  return (
    <Door
      title={t("title", { page: invite.pageName })}
      lead={signedInName === null ? t("lead", { role }) : t("leadSignedIn", { role, name: signedInName })}
    >
      <form method="post" noValidate onSubmit={submit} className="mt-8 grid gap-4">
        {signedInName === null && <PersonFields refusal={refusal} />}
        <DoorTrouble refusal={refusal} />
        <Button look="primary" size="large" type="submit" pending={isEntering}>
          {isEntering ? t("pending") : t("submit")}
        </Button>
      </form>
    </Door>
  );
}
