"use client";
import { useFormatter } from "next-intl";
import { CLOCK } from "@/lib/i18n/times";

const LONG = { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" } as const;
const MOMENT = { weekday: "short", day: "numeric", month: "short", ...CLOCK } as const;

/** Days and moments in words, on the club's clock. */
export function useDayTexts() {
  const format = useFormatter();
  return {
    /** A day, YYYY-MM-DD: "viernes, 20 de noviembre". */
    day: (day: string) => format.dateTime(new Date(day), LONG),
    /** A moment: "vie, 20 nov, 20:00". */
    moment: (iso: string) => format.dateTime(new Date(iso), MOMENT),
    clock: (iso: string) => format.dateTime(new Date(iso), CLOCK),
  };
}
