"use client";
import clsx from "clsx";
import { CircleQuestionMark } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { spanText } from "@/lib/i18n/span-texts";
import { waitingSpan } from "@/lib/i18n/times";
import { placeOnReturn } from "@/lib/rules/policy";
import type { Rules } from "@/lib/rules/vocabulary";
import { LateAwayReason } from "../absences/late-away-reason";
import { LatePlace } from "../places/late-place";
import { LateOwnMark } from "../roll-calls/late-own-mark";
import { Avatar } from "../ui/avatar";
import { Button } from "../ui/button";
import type { RowView } from "./board-view";
import { CalledCard } from "./called-card";
import { RowMarks } from "./row-marks";
import { StatusMark } from "./status-mark";
import { useCaddieTexts } from "./use-caddie-texts";

/** What a caddie opens the app for: where he stands, and how many go before him. */
export function PlaceCard({
  row,
  total,
  rules,
  now,
}: {
  row: RowView;
  total: number;
  rules: Rules;
  now: number;
}) {
  const t = useTranslations("card");
  const why = useTranslations("place");
  const [asks, setAsks] = useState(false);
  const { caddie, position } = row;
  const firstName = caddie.name.trim().split(/\s+/)[0] ?? caddie.name;
  const isNext = position === 1;
  if (caddie.calledAt) return <CalledCard firstName={firstName} calledAt={caddie.calledAt} now={now} />;
  return (
    <section
      className={clsx(
        "rounded-card p-5",
        caddie.status === "Disponible"
          ? "border border-rail-soft bg-rail text-rail-ink"
          : "border border-line bg-surface",
      )}
    >
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 font-medium text-[15px]">
        <Avatar name={caddie.name} of={caddie.id} />
        <span>{t("hello", { name: firstName })}</span>
        <StatusMark status={caddie.status} pill />
        <span className="flex rounded-full bg-surface px-2 py-0.5 empty:hidden">
          <RowMarks row={row} />
        </span>
        <LateOwnMark />
      </p>
      {/* Only the place is announced, in one sentence, when it changes. */}
      <p role="status" className="sr-only">
        {position === null
          ? t(caddie.status === "En campo" ? "out" : "away")
          : isNext
            ? t("next")
            : t("placeSpoken", { n: position, total, ahead: position - 1 })}
      </p>
      {position === null ? (
        <OutOfQueue row={row} rules={rules} now={now} />
      ) : (
        <InQueue row={row} place={position} total={total} now={now} />
      )}
      <Button
        kind={caddie.status === "Disponible" ? "onBrand" : "ghost"}
        aria-haspopup="dialog"
        className="mt-3"
        onClick={() => setAsks(true)}
      >
        <CircleQuestionMark size={18} aria-hidden="true" />
        {why("why")}
      </Button>
      {asks ? <LatePlace caddieId={caddie.id} onClose={() => setAsks(false)} /> : null}
    </section>
  );
}

function InQueue({ row, place, total, now }: { row: RowView; place: number; total: number; now: number }) {
  const t = useTranslations("card");
  const time = useTranslations("time");
  const span = waitingSpan(now - Date.parse(row.caddie.since));
  const isNext = place === 1;
  const done = total <= 1 ? 100 : Math.round(((total - place) / (total - 1)) * 100);
  return (
    <>
      <div className="mt-1 flex flex-wrap items-end gap-x-5 gap-y-1">
        <p className="numeral font-bold text-[92px] leading-[1.05] tracking-tight">
          {t("place", { n: place })}
        </p>
        <div className="pb-3.5">
          <p className="numeral font-bold text-[24px] leading-7">
            {isNext ? t("next") : t("ahead", { n: place - 1 })}
          </p>
          <p className="text-[14.5px] text-rail-muted">
            {isNext
              ? t("nextHelp")
              : span.unit === "now"
                ? t("waitingNow")
                : t("waiting", { time: spanText(time, span) })}
          </p>
        </div>
      </div>
      <div aria-hidden="true" className="mt-2 h-2 overflow-hidden rounded-full bg-rail-soft">
        <div
          className="h-full rounded-full bg-flag transition-[width] duration-180"
          style={{ width: `${Math.max(4, done)}%` }}
        />
      </div>
      <p className="mt-2 text-[13px] text-rail-muted">{t("ofTotal", { n: total })}</p>
    </>
  );
}

function OutOfQueue({ row, rules, now }: { row: RowView; rules: Rules; now: number }) {
  const t = useTranslations("card");
  const texts = useCaddieTexts(now);
  const { caddie } = row;
  const out = caddie.status === "En campo";
  const place = placeOnReturn(rules, caddie.turn?.requested ?? false);
  return (
    <div className="mt-3">
      <p className="numeral font-bold text-[28px] leading-8">{t(out ? "out" : "away")}</p>
      {out ? (
        <p className="numeral mt-1 font-semibold text-[20px] text-out">
          {t("outSince", {
            time: texts.outSince(caddie),
            elapsed: texts.timeOut(caddie),
          })}
        </p>
      ) : null}
      {out ? null : (
        <p className="mt-1 text-[16px] empty:hidden">
          <LateAwayReason caddieId={caddie.id} />
        </p>
      )}
      <p className="mt-1.5 text-[14.5px] text-muted">{out ? t("outHelp", { place }) : t("awayHelp")}</p>
    </div>
  );
}
