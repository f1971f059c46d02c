import type { useTranslations } from "next-intl";
import type { Span } from "./times";

type TimeTexts = ReturnType<typeof useTranslations<"time">>;

/** A span in words, with its unit. */
export function spanText(t: TimeTexts, span: Span): string {
  switch (span.unit) {
    case "now":
      return t("now");
    case "seconds":
      return t("seconds", { n: span.n });
    case "minutes":
      return t("minutes", { n: span.n });
    case "hours":
      return t("hours", { h: span.h });
    case "hoursMinutes":
      return t("hoursMinutes", { h: span.h, m: span.m });
    default:
      return span satisfies never;
  }
}

/** A time of day with the article that Spanish gives it: "las 13:05", "la 01:05". `time` as CLOCK writes it. */
export function clockText(t: TimeTexts, time: string): string {
  return t(time.startsWith("01") ? "clockOne" : "clock", { time });
}

/** "ahora", or "hace 14 s". */
export function agoText(t: TimeTexts, span: Span): string {
  return span.unit === "now" ? t("now") : t("ago", { age: spanText(t, span) });
}
