"use client";
import { Hourglass } from "lucide-react";
import { useFormatter, useTimeZone, useTranslations } from "next-intl";
import { useOutingDays } from "@/hooks/use-outing-days";
import { dayOf, instantOf, minuteOf } from "@/lib/i18n/days";
import { clockText } from "@/lib/i18n/span-texts";
import { type Outlook, outlookOf } from "@/lib/outlooks/policy";
import { DAYS_NEEDED, OUTLOOK_WEEKS } from "@/lib/outlooks/vocabulary";
import type { ListView } from "../caddies/board-view";
import { Button } from "../ui/button";
import { Bone } from "../ui/skeleton";

export interface OutlookCardProps {
  list: ListView;
  /** 1-based place of the caddie who looks. */
  place: number;
  /** ms since 1970. */
  now: number;
}

/** "¿Vale la pena quedarme?": what became of his place at this hour on days like today. Follows his place as it changes. */
export function OutlookCard({ list, place, now }: OutlookCardProps) {
  const t = useTranslations("outlook");
  const timeZone = useTimeZone() ?? "America/Bogota";
  const day = dayOf(now, timeZone);
  const { data, isError, refetch } = useOutingDays(list.number, day);
  if (!data) return isError ? <Unreachable onRetry={() => void refetch()} /> : <OutlookComing />;
  const minute = minuteOf(now, timeZone);
  const midnight = instantOf(day, "00:00", timeZone);
  const today = [...list.queue, ...list.out, ...list.away]
    .flatMap(({ caddie }) => caddie.recentTurns.map((start) => Date.parse(start)))
    .filter((start) => start >= midnight && start <= now)
    .map((start) => minuteOf(start, timeZone))
    .sort((a, b) => a - b);
  const outlook = outlookOf({ day, minute, place, today }, data);
  return (
    <section aria-label={t("title")} className="mt-3 rounded-card border border-line bg-surface p-4">
      <h2 className="flex items-center gap-2 font-semibold text-[15px]">
        <Hourglass size={18} aria-hidden="true" className="shrink-0 text-muted" />
        {t("title")}
      </h2>
      {outlook.known ? (
        <Known outlook={outlook} day={day} />
      ) : (
        <p className="mt-1.5 text-[14.5px]">{t("few", { n: outlook.days, needed: DAYS_NEEDED })}</p>
      )}
    </section>
  );
}

const OutlookComing = () => <Bone className="mt-3 h-36 rounded-card!" />;

function Unreachable({ onRetry }: { onRetry: () => void }) {
  const t = useTranslations("outlook");
  const history = useTranslations("history");
  return (
    <div className="mt-3 flex flex-wrap items-center justify-between gap-2 rounded-card border border-line bg-surface p-4">
      <p className="text-[14px]">{t("offline")}</p>
      <Button onClick={onRetry}>{history("retry")}</Button>
    </div>
  );
}

const gradeOf = (chance: number) =>
  chance >= 0.85 ? "sure" : chance >= 0.6 ? "likely" : chance >= 0.35 ? "open" : "unlikely";

function Known({ outlook, day }: { outlook: Extract<Outlook, { known: true }>; day: string }) {
  const t = useTranslations("outlook");
  const time = useTranslations("time");
  const format = useFormatter();
  const { chance, early, middle, late, days, alike, pace } = outlook;
  const percent = { style: "percent", maximumFractionDigits: 0 } as const;
  const hhmm = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const at = (minute: number) => clockText(time, hhmm(minute));
  const weekday = format.dateTime(new Date(day), { weekday: "long", timeZone: "UTC" });
  return (
    <>
      <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3">
        <span className="numeral font-bold text-[26px]">{format.number(chance, percent)}</span>
        <span className="font-semibold text-[15px]">{t(gradeOf(chance))}</span>
      </p>
      {early === null ? null : (
        <p className="mt-0.5 text-[14.5px]">
          {middle === null
            ? t("notBefore", { early: at(early) })
            : late === null
              ? t("around", { middle: at(middle), early: at(early) })
              : t("window", { middle: at(middle), early: hhmm(early), late: hhmm(late) })}
        </p>
      )}
      <p className="mt-1.5 text-[13px] text-muted">
        {t("basis", {
          days: t(alike === "weekday" ? "daysWeekday" : alike === "weekend" ? "daysWeekend" : "daysWorkday", {
            n: days,
            weekday,
          }),
          weeks: OUTLOOK_WEEKS,
          pace: t(pace > 1.15 ? "faster" : pace < 0.87 ? "slower" : "asEver"),
        })}
      </p>
    </>
  );
}
