"use client";

import { useTranslations } from "use-intl";
import { TextField } from "@/components/ui/text-field";
import { passwordLengthMin } from "@/lib/password-length";
import type { DoorRefusal } from "./use-door";

type PersonFieldsProps = { refusal: DoorRefusal | null };

/** Name, address and password of somebody new; what is wrong stands at its field. */
export function PersonFields({ refusal }: PersonFieldsProps) {
  const t = useTranslations("signIn.person");
  const at = (...codes: DoorRefusal["code"][]) =>
    refusal !== null && codes.includes(refusal.code) ? refusal.message : undefined;
  return (
    <>
      <TextField label={t("name")} name="name" autoComplete="name" error={at("name-empty")} />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        error={at("email-wrong", "email-taken")}
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t("passwordHint", { min: passwordLengthMin })}
        error={at("password-short", "password-long")}
      />
    </>
  );
}

const ownFields: readonly DoorRefusal["code"][] = [
  "name-empty",
  "email-wrong",
  "email-taken",
  "password-short",
  "password-long",
];

/** A refusal that belongs to no field of `PersonFields`. */
export function DoorTrouble({ refusal }: PersonFieldsProps) {
  if (refusal === null || ownFields.includes(refusal.code)) return null;
  return (
    <p role="alert" className="text-sm text-danger-ink">
      {refusal.message}
    </p>
  );
}

/** What a form holds, as text. */
export function readForm(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(
    [...new FormData(form)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
}
