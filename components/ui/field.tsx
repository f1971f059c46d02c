import clsx from "clsx";
import { type ComponentProps, type ReactNode, useId } from "react";

export const control =
  "w-full rounded-control border border-edge bg-surface px-3 text-[16px] text-ink placeholder:text-muted aria-[invalid=true]:border-danger";

interface FieldProps {
  label: string;
  help?: string;
  error?: string | null;
  /** Set where the field's place says what it is; the label is still read out. */
  hideLabel?: boolean;
}

export function FieldFrame({
  id,
  label,
  help,
  error,
  hideLabel,
  children,
}: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "font-semibold text-[14px]"}>
        {label}
      </label>
      {children}
      {error ? (
        <p id={`${id}-error`} className="font-medium text-[13px] text-danger" role="alert">
          {error}
        </p>
      ) : help ? (
        <p id={`${id}-help`} className="text-[13px] text-muted">
          {help}
        </p>
      ) : null}
    </div>
  );
}

export const describedBy = (id: string, { help, error }: FieldProps) =>
  error ? `${id}-error` : help ? `${id}-help` : undefined;

/** A labelled input; 16 px type, so that a phone does not zoom into it. */
export function TextField({
  label,
  help,
  error,
  hideLabel,
  className,
  beside,
  ...input
}: FieldProps &
  ComponentProps<"input"> & {
    "data-first-focus"?: boolean;
    /** Laid over the input's end. */
    beside?: ReactNode;
  }) {
  const id = useId();
  const texts = { label, help, error, hideLabel };
  return (
    <FieldFrame id={id} {...texts}>
      <div className="relative">
        <input
          id={id}
          aria-invalid={error ? true : undefined}
          aria-describedby={describedBy(id, texts)}
          className={clsx(control, "h-12", className)}
          {...input}
        />
        {beside}
      </div>
    </FieldFrame>
  );
}

export function SelectField({
  label,
  help,
  error,
  children,
  ...select
}: FieldProps & ComponentProps<"select">) {
  const id = useId();
  const texts = { label, help, error };
  return (
    <FieldFrame id={id} {...texts}>
      <select
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={describedBy(id, texts)}
        className={clsx(control, "h-12")}
        {...select}
      >
        {children}
      </select>
    </FieldFrame>
  );
}
