"use client";
import { useFormatter, useTranslations } from "next-intl";
import { CLOCK } from "@/lib/i18n/times";
import { ComboField } from "../ui/combo-field";

/** "America/Argentina/Buenos Aires": the city is what one types. */
const labelOf = (zone: string) => zone.replaceAll("_", " ");

/** All zones that this browser knows; an old one knows no list, and its own zone is chosen already. */
function allZones() {
  const zones = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return [...zones, "UTC"].map((value) => ({ value, label: labelOf(value) }));
}

/** The club's time zone, found by city, each with the time that it is there. */
export function TimeZoneField({
  value,
  error,
  onChange,
}: {
  value: string;
  error?: string | null;
  onChange: (zone: string) => void;
}) {
  const t = useTranslations("club");
  const format = useFormatter();
  return (
    <ComboField
      label={t("timeZone")}
      help={t("timeZoneHelp")}
      error={error}
      value={{ value, label: labelOf(value) }}
      options={allZones}
      noteOf={(timeZone) => format.dateTime(new Date(), { ...CLOCK, timeZone })}
      none={t("timeZoneNone")}
      onChange={onChange}
    />
  );
}
