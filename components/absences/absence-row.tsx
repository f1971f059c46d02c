"use client";
import clsx from "clsx";
import {
  Ban,
  CalendarCheck,
  CalendarClock,
  CalendarX,
  CircleSlash,
  History,
  type LucideIcon,
} from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Absence } from "@/lib/absences/contract";
import { Avatar } from "../ui/avatar";
import { useAbsenceTexts } from "./absence-texts";

type Look = "requested" | "approved" | "running" | "sanction" | "refused" | "cancelled" | "over";

const looks: Record<Look, { icon: LucideIcon; look: string }> = {
  requested: { icon: CalendarClock, look: "bg-called-soft text-called" },
  approved: { icon: CalendarCheck, look: "bg-free-soft text-free" },
  running: { icon: CalendarCheck, look: "bg-out-soft text-out" },
  sanction: { icon: Ban, look: "bg-danger-soft text-danger" },
  refused: { icon: CalendarX, look: "bg-danger-soft text-danger" },
  cancelled: { icon: CircleSlash, look: "bg-absent-soft text-absent" },
  over: { icon: History, look: "bg-absent-soft text-absent" },
};

function lookOf({ state, kind, startedAt }: Absence): Look {
  if (state !== "approved") return state;
  if (kind === "sanction") return "sanction";
  return startedAt === null ? "approved" : "running";
}

/** One permission or sanction: whose, which days, why, what was answered. `children`: what can be done with it. */
export function AbsenceRow({
  absence,
  withName,
  children,
}: {
  absence: Absence;
  withName: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("absences");
  const { days } = useAbsenceTexts();
  const look = lookOf(absence);
  const { icon: Icon } = looks[look];
  return (
    <li
      data-absence={absence.id}
      className="flex flex-wrap items-start gap-x-3 gap-y-2 border-line border-t px-4 py-3 first:border-t-0"
    >
      {withName ? (
        <span className="flex pt-0.5 max-[379px]:hidden">
          <Avatar name={absence.caddieName} tone="absent" />
        </span>
      ) : null}
      <div className="min-w-0 flex-1 basis-52">
        {withName ? <p className="truncate font-semibold">{absence.caddieName}</p> : null}
        <p className={clsx("first-letter:uppercase", !withName && "font-semibold")}>
          {t(absence.kind)} · <span className="whitespace-nowrap">{days(absence)}</span>
        </p>
        <p className="text-[14px] [overflow-wrap:anywhere]">{t("reasonGiven", { reason: absence.reason })}</p>
        {absence.decidedBy && absence.decidedBy.id !== absence.requestedBy.id ? (
          <p className="text-[13px] text-muted [overflow-wrap:anywhere]">
            {absence.answer === null
              ? t("decided", { name: absence.decidedBy.name })
              : t("decidedWith", { name: absence.decidedBy.name, answer: absence.answer })}
          </p>
        ) : null}
      </div>
      <span
        className={clsx(
          "inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-full px-3 font-semibold text-[12.5px]",
          looks[look].look,
        )}
      >
        <Icon size={14} aria-hidden="true" className="shrink-0" />
        {t(`states.${look}`)}
      </span>
      {children ? <div className="flex w-full flex-wrap gap-2">{children}</div> : null}
    </li>
  );
}
