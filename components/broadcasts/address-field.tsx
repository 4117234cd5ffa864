"use client";

import { TextField } from "@/components/ui/text-field";

type AddressFieldProps = {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
};

/** A web address. */
export function AddressField({ label, hint, value, onChange, error }: AddressFieldProps) {
  return (
    <TextField
      type="url"
      inputMode="url"
      autoComplete="off"
      placeholder="https://"
      label={label}
      hint={hint}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      error={error}
    />
  );
}
