"use client";
import { useFormatter, useTranslations } from "next-intl";
import { elapsed } from "@/lib/i18n/times";

const MINUTE = 60_000;
/** From here on nobody cares for the minutes. */
const MANY_MINUTES = 100 * 60;

/** Minutes in hours: "10:30 h", "1.175 h". */
export function useHours(): (minutes: number) => string {
  const t = useTranslations("caddie");
  const format = useFormatter();
  return (minutes) => {
    const many = minutes >= MANY_MINUTES;
    return t("hours", { time: many ? format.number(Math.round(minutes / 60)) : elapsed(minutes * MINUTE) });
  };
}
