"use client";
import { useTranslations } from "next-intl";
import { ROUND_MINUTES } from "@/lib/rules/vocabulary";
import { Button } from "../ui/button";
import { SelectField, TextField } from "../ui/field";

/** One rule, chosen among the ends that its sentence can have; a value that is none of them stays choosable. */
export function RuleSelect<V>({
  label,
  help,
  value,
  options,
  textOf,
  onChange,
}: {
  label: string;
  help?: string;
  value: V;
  options: readonly V[];
  textOf: (value: V) => string;
  onChange: (value: V) => void;
}) {
  const key = (v: V) => JSON.stringify(v);
  const all = options.some((option) => key(option) === key(value)) ? options : [value, ...options];
  return (
    <SelectField
      label={label}
      help={help}
      value={key(value)}
      onChange={(event) => {
        const next = all.find((option) => key(option) === event.target.value);
        if (next !== undefined) onChange(next);
      }}
    >
      {all.map((option) => (
        <option key={key(option)} value={key(option)}>
          {textOf(option)}
        </option>
      ))}
    </SelectField>
  );
}

/** A time of day on the club's clock, or none. */
export function TimeField({
  label,
  help,
  value,
  onChange,
}: {
  label: string;
  help: string;
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  const t = useTranslations("listRules");
  return (
    <div className="flex items-end gap-2">
      <div className="min-w-0 flex-1">
        <TextField
          label={label}
          help={help}
          type="time"
          value={value ?? ""}
          onChange={(event) => onChange(event.target.value === "" ? null : event.target.value)}
        />
      </div>
      {value === null ? null : (
        <Button className="mb-6 shrink-0" onClick={() => onChange(null)}>
          {t("callAtRemove")}
        </Button>
      )}
    </div>
  );
}

/** How long something takes. */
export function MinutesField({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: number;
  error: string | null;
  onChange: (value: number) => void;
}) {
  return (
    <TextField
      label={label}
      type="number"
      inputMode="numeric"
      min={ROUND_MINUTES.least}
      max={ROUND_MINUTES.most}
      step={5}
      value={Number.isNaN(value) ? "" : value}
      error={error}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  );
}
