"use client";
import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { spanText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";

const DAY_H = 24;

/** Numbers of the system's page as this person reads them, with their units. */
export function useSystemTexts() {
  const t = useTranslations("system");
  const time = useTranslations("time");
  const locale = useLocale();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
    const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
    /** Tenths matter below ten, and nowhere else. */
    const short = (n: number) => (Math.abs(n) < 10 ? tenths : whole).format(n);
    const size = (bytes: number) => {
      if (bytes < 1_000) return `${whole.format(bytes)} B`;
      if (bytes < 1_000_000) return `${short(bytes / 1_000)} KB`;
      return `${short(bytes / 1_000_000)} MB`;
    };
    return {
      count: (n: number) => whole.format(n),
      /** Without the unit, for axes and columns that name it. */
      millis: short,
      ms: (n: number) => time("ms", { n: short(n) }),
      /** Never rounded up: a hundred is said of a hundred only. */
      share: (share: number) => percent.format(Math.floor(share * 1_000) / 1_000),
      perMinute: (bytes: number) => t("perMinute", { size: size(bytes) }),
      /** @param seconds of uptime */
      uptime(seconds: number) {
        const hours = Math.floor(seconds / 3_600);
        if (hours >= 2 * DAY_H) return t("days", { d: Math.floor(hours / DAY_H), h: hours % DAY_H });
        if (seconds < 60) return time("seconds", { n: Math.max(0, Math.round(seconds)) });
        return spanText(time, waitingSpan(seconds * 1_000));
      },
    };
  }, [locale, t, time]);
}
