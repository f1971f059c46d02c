"use client";
import { CircleDashed } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { CLOCK } from "@/lib/i18n/times";
import type { RollCall } from "@/lib/roll-calls/contract";
import { ROLL_MARKS } from "@/lib/roll-calls/vocabulary";
import { MARK_LOOKS } from "./mark-look";

/** How many of each, as figures with their words. */
function RollCounts({ counts }: { counts: RollCall["counts"] }) {
  const t = useTranslations("rollCall");
  const marks = useTranslations("rollCall.marks");
  const figures = [
    ...ROLL_MARKS.map((mark) => ({
      key: mark,
      n: counts[mark],
      word: marks(mark),
      icon: MARK_LOOKS[mark].icon,
      look: MARK_LOOKS[mark].text,
    })),
    { key: "pending", n: counts.pending, word: t("pending"), icon: CircleDashed, look: "text-muted" },
  ];
  return (
    <dl className="grid grid-cols-3 gap-2 sm:grid-cols-5">
      {figures.map(({ key, n, word, icon: Icon, look }) => (
        <div key={key} className="flex flex-col-reverse rounded-control bg-sunken px-2.5 py-2">
          <dt className="flex items-center gap-1 text-[12.5px]">
            <Icon size={14} aria-hidden="true" className={`shrink-0 ${look}`} />
            {word}
          </dt>
          <dd className="numeral font-bold text-[24px] leading-7">{n}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One call that is over, or another one of the list: when, by whom, and what came of it. */
export function RollSummary({
  rollCall,
  past = false,
}: {
  rollCall: RollCall;
  /** Among others, under a heading of their own. */
  past?: boolean;
}) {
  const Day = past ? "h3" : "h2";
  const t = useTranslations("rollCall");
  const format = useFormatter();
  const at = (iso: string) => format.dateTime(new Date(iso), CLOCK);
  const { openedAt, openedBy, closedAt, closedBy, counts } = rollCall;
  return (
    <div className="flex flex-col gap-3">
      <div>
        <Day className="numeral font-semibold text-[17px] first-letter:uppercase">
          {format.dateTime(new Date(openedAt), { weekday: "long", day: "numeric", month: "long" })}
        </Day>
        <p className="text-[13px] text-muted">
          {t("openedBy", { time: at(openedAt), name: openedBy.name })}
          {closedAt && closedBy ? ` · ${t("closedBy", { time: at(closedAt), name: closedBy.name })}` : ""}
        </p>
      </div>
      <RollCounts counts={counts} />
    </div>
  );
}
