"use client";
import { useFormatter, useTranslations } from "next-intl";
import type { Announcement } from "@/lib/announcements/contract";
import { CLOCK } from "@/lib/i18n/times";
import { useListName } from "../caddies/use-list-name";

/** "Ana Posada · Lista 1 · 10:21" on the club's clock; on another day with its date. */
export function useAnnouncementFacts(now: number) {
  const t = useTranslations("announcements");
  const format = useFormatter();
  const listName = useListName();
  const day = (at: number) => format.dateTime(at, { dateStyle: "short" });
  const moment = (iso: string) => {
    const at = Date.parse(iso);
    const clock = format.dateTime(at, CLOCK);
    if (day(at) === day(now)) return clock;
    return `${format.dateTime(at, { day: "numeric", month: "short" })}, ${clock}`;
  };
  const to = (listNumber: number | null) => (listNumber === null ? t("everybody") : listName(listNumber));
  return {
    moment,
    to,
    facts: ({ author, listNumber, createdAt }: Pick<Announcement, "author" | "listNumber" | "createdAt">) =>
      [author.name, to(listNumber), moment(createdAt)].join(" · "),
  };
}
