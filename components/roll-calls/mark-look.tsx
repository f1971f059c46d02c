"use client";
import clsx from "clsx";
import { CalendarCheck, Check, Clock, type LucideIcon, UserX } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RollMark } from "@/lib/roll-calls/vocabulary";

export const MARK_LOOKS: Record<RollMark, { icon: LucideIcon; text: string; soft: string }> = {
  present: { icon: Check, text: "text-free", soft: "bg-free-soft" },
  late: { icon: Clock, text: "text-called", soft: "bg-called-soft" },
  absent: { icon: UserX, text: "text-danger", soft: "bg-danger-soft" },
  permission: { icon: CalendarCheck, text: "text-out", soft: "bg-out-soft" },
};

/** A mark: always word, icon and colour; `time` behind it. */
export function MarkPill({ mark, time }: { mark: RollMark; time?: string }) {
  const t = useTranslations("rollCall.marks");
  const { icon: Icon, text, soft } = MARK_LOOKS[mark];
  return (
    <span
      className={clsx(
        "inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-full px-3 font-semibold text-[12.5px]",
        text,
        soft,
      )}
    >
      <Icon size={14} aria-hidden="true" className="shrink-0" />
      {t(mark)}
      {time ? <span className="tabular-nums">{time}</span> : null}
    </span>
  );
}
