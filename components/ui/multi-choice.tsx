"use client";
import { Check } from "lucide-react";
import { useId } from "react";

/** Any of a few, all in sight: check boxes that look like one control. */
export function MultiChoice<T extends string | number>({
  label,
  help,
  values,
  options,
  onChange,
}: {
  label: string;
  help?: string;
  values: readonly T[];
  options: readonly { value: T; label: string }[];
  onChange: (values: T[]) => void;
}) {
  const id = useId();
  return (
    <fieldset aria-describedby={help ? id : undefined}>
      <legend className="mb-1.5 font-semibold text-[14px]">{label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex min-h-11 cursor-pointer items-center gap-2 rounded-control border border-edge bg-surface px-3.5 font-semibold text-[14px] has-checked:border-brand has-checked:bg-brand-soft has-focus-visible:outline-3 has-focus-visible:outline-out"
          >
            <input
              type="checkbox"
              className="peer sr-only"
              checked={values.includes(option.value)}
              onChange={(event) => {
                const others = values.filter((value) => value !== option.value);
                onChange(event.target.checked ? [...others, option.value] : others);
              }}
            />
            <Check size={16} aria-hidden="true" className="hidden text-brand peer-checked:block" />
            {option.label}
          </label>
        ))}
      </div>
      {help ? (
        <p id={id} className="mt-1.5 text-[13px] text-muted">
          {help}
        </p>
      ) : null}
    </fieldset>
  );
}
