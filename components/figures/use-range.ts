"use client";
import { useTimeZone } from "next-intl";
import { useState } from "react";
import { useNow } from "@/hooks/use-now";
import { addDays, dayOf } from "@/lib/i18n/days";

export const PRESETS = ["today", "week", "weeks4", "month"] as const;
export type Preset = (typeof PRESETS)[number];

const HOUR = 3_600_000;

/** Today as the club's clock has it. */
export function useToday(): string {
  const timeZone = useTimeZone() ?? "America/Bogota";
  return dayOf(useNow(HOUR / 60), timeZone);
}

function presetRange(preset: Preset, today: string): { from: string; to: string } {
  if (preset === "today") return { from: today, to: today };
  if (preset === "week") return { from: addDays(today, -6), to: today };
  if (preset === "weeks4") return { from: addDays(today, -27), to: today };
  return { from: `${today.slice(0, 8)}01`, to: today };
}

/** A range of days: one of the usual ones, or two days that were chosen. */
export function useRange(first: Preset) {
  const today = useToday();
  const [preset, setPreset] = useState<Preset | null>(first);
  const [chosen, setChosen] = useState({ from: today, to: today });
  const range = preset ? presetRange(preset, today) : chosen;
  return {
    ...range,
    today,
    preset,
    choose: setPreset,
    /** An end before the beginning moves it along. */
    setDay(which: "from" | "to", day: string) {
      if (day === "") return;
      const next = { ...range, [which]: day };
      if (next.from > next.to) next[which === "from" ? "to" : "from"] = day;
      setChosen({ from: next.from, to: next.to });
      setPreset(null);
    },
  };
}
