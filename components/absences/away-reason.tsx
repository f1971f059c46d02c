"use client";
import { CalendarCheck } from "lucide-react";
import { useAbsences } from "@/hooks/use-absences";
import { useAbsenceTexts } from "./absence-texts";

/** Why somebody is *Ausente*, and until when, for whoever may see it; to all others it is nothing. */
export function AwayReason({ caddieId }: { caddieId: string }) {
  const { data = [] } = useAbsences();
  const { until } = useAbsenceTexts();
  // The one that keeps him away longest.
  const [last] = data
    .filter((a) => a.caddieId === caddieId && a.state === "approved" && a.startedAt !== null)
    .sort((a, b) => (a.endsOn < b.endsOn ? 1 : -1));
  if (!last) return null;
  return (
    <span className="flex min-w-0 items-center gap-1 font-semibold text-absent">
      <CalendarCheck size={14} aria-hidden="true" className="shrink-0" />
      <span className="truncate">{until(last)}</span>
    </span>
  );
}
