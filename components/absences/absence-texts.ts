"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { Absence } from "@/lib/absences/contract";
import type { Problem } from "@/lib/http/fetch";

/** Days of a calendar have no hour: they are written as those of no time zone. */
const noon = (day: string) => new Date(`${day}T12:00:00Z`);

/** The sentences about permissions and sanctions. */
export function useAbsenceTexts() {
  const t = useTranslations("absences");
  const trouble = useTranslations("absences.trouble");
  const format = useFormatter();
  const day = (date: string) =>
    format.dateTime(noon(date), { timeZone: "UTC", weekday: "short", day: "numeric", month: "short" });
  const days = ({ startsOn, endsOn }: Pick<Absence, "startsOn" | "endsOn">) =>
    startsOn === endsOn ? day(startsOn) : t("days", { from: day(startsOn), to: day(endsOn) });
  return {
    days,
    /** "Permiso hasta el vie 20 nov" */
    until: ({ kind, endsOn }: Pick<Absence, "kind" | "endsOn">) =>
      t(kind === "sanction" ? "sanctionUntil" : "permissionUntil", { day: day(endsOn) }),
    /** Why something was not done, in words that say what to do. */
    troubleOf: ({ code, status, current }: Problem): string => {
      if (code === "ABSENCE_OVERLAPS") return trouble("overlaps", { days: days(current as Absence) });
      if (code === "ABSENCE_CLOSED") return trouble("closed");
      return trouble(status >= 400 && status < 500 ? "refused" : "unreachable");
    },
  };
}
