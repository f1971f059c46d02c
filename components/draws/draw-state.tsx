"use client";
import clsx from "clsx";
import { CalendarX, CircleSlash, Dices, Lock, type LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DrawState } from "@/lib/draws/vocabulary";

const looks: Record<DrawState, { icon: LucideIcon; look: string }> = {
  committed: { icon: Lock, look: "bg-called-soft text-called" },
  revealed: { icon: Dices, look: "bg-free-soft text-free" },
  cancelled: { icon: CircleSlash, look: "bg-absent-soft text-absent" },
  annulled: { icon: CircleSlash, look: "bg-danger-soft text-danger" },
  lapsed: { icon: CalendarX, look: "bg-absent-soft text-absent" },
};

/** How a draw stands: always word, icon and colour. */
export function DrawStateMark({ state }: { state: DrawState }) {
  const t = useTranslations("draws.states");
  const { icon: Icon, look } = looks[state];
  return (
    <span
      className={clsx(
        "inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-full px-3 font-semibold text-[12.5px]",
        look,
      )}
    >
      <Icon size={14} aria-hidden="true" className="shrink-0" />
      {t(state)}
    </span>
  );
}
