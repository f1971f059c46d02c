"use client";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import type { BoardCaddie } from "@/lib/caddies/reducer";
import { clockText, spanText } from "@/lib/i18n/span-texts";
import { CLOCK, elapsed, waitingSpan } from "@/lib/i18n/times";
import { turnsTodayAndYesterday } from "./board-view";

/** The sentences under a caddie's name. `now` in ms since 1970. */
export function useCaddieTexts(now: number) {
  const t = useTranslations("board");
  const time = useTranslations("time");
  const format = useFormatter();
  const timeZone = useTimeZone() ?? "America/Bogota";
  const clock = (iso: string) => format.dateTime(new Date(iso), CLOCK);
  const since = (caddie: BoardCaddie) => now - Date.parse(caddie.since);

  return {
    /** "espera 53 min" */
    waits: (caddie: BoardCaddie) => {
      const span = waitingSpan(since(caddie));
      return span.unit === "now" ? t("arrived") : t("waits", { time: spanText(time, span) });
    },
    /** "espera 53 min", without the word. */
    waitOnly: (caddie: BoardCaddie) => spanText(time, waitingSpan(since(caddie))),
    turns: (caddie: BoardCaddie) =>
      t("turns", { n: turnsTodayAndYesterday(caddie.recentTurns, now, timeZone) }),
    /** "salió 10:21 · 18 hoyos" */
    left: (caddie: BoardCaddie) => {
      const start = t("leftAt", { time: clock(caddie.turn?.startedAt ?? caddie.since) });
      return caddie.turn?.holes ? `${start} · ${t("holes", { n: caddie.turn.holes })}` : start;
    },
    /** "18 hoyos · vuelve ~14:20"; where the holes are not known, when he left. */
    back: (caddie: BoardCaddie) => {
      const { holes, expectedBackAt } = caddie.turn ?? {};
      if (!expectedBackAt || !holes) return null;
      const late = Date.parse(expectedBackAt) < now;
      const text = t(late ? "lateSince" : "backAt", { time: clock(expectedBackAt) });
      return { late, text, holes: t("holes", { n: holes }) };
    },
    /** "las 10:21" */
    outSince: (caddie: BoardCaddie) => clockText(time, clock(caddie.turn?.startedAt ?? caddie.since)),
    /** "1:21" */
    timeOut: (caddie: BoardCaddie) => elapsed(now - Date.parse(caddie.turn?.startedAt ?? caddie.since)),
    awaySince: (caddie: BoardCaddie) => t("awaySince", { time: clockText(time, clock(caddie.since)) }),
  };
}
