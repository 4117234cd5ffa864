import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from "react";
import { cn } from "@/lib/cn";

type TextFieldProps = InputHTMLAttributes<HTMLInputElement> & {
  label: string;
  hint?: ReactNode;
  /** What is wrong with the value; shown under the field and tied to it. */
  error?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

export function TextField({ label, hint, error, className, ...input }: TextFieldProps) {
  const id = useId();
  return (
    <div className={cn("grid gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="field-box">
        <input
          {...input}
          id={id}
          aria-invalid={isShown(error) || undefined}
          aria-describedby={isShown(error) || hint !== undefined ? `${id}-note` : undefined}
        />
      </div>
      <FieldNote id={`${id}-note`} hint={hint} error={error} />
    </div>
  );
}

/** The line under a field: the error when there is one, else the hint. */
export function FieldNote({ id, hint, error }: { id: string; hint?: ReactNode; error?: ReactNode }) {
  if (!isShown(error) && hint === undefined) return null;
  return (
    <div
      id={id}
      role={isShown(error) ? "alert" : undefined}
      className={cn("text-xs", isShown(error) ? "text-danger-ink" : "text-ink-muted")}
    >
      {isShown(error) ? error : hint}
    </div>
  );
}

function isShown(error: ReactNode): boolean {
  return error !== undefined && error !== null && error !== false;
}
