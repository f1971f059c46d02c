import type { Actor } from "../auth/actor";
import { addDays, dayOf, instantOf } from "../i18n/days";

/** Reports name who forgot what: they are the administrators' own. */
export const canCloseDays = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

interface ClubClock {
  timeZone: string;
  /** HH:MM */
  closeAt: string;
}
interface LastClose {
  day: string;
  closesAt: Date;
}

/** The day under way after that close, or since the club began, and when the clock closes it; ms since 1970. */
export function dayAfter(
  last: LastClose | null,
  { timeZone, closeAt }: ClubClock,
  beganAt: Date,
): { day: string; opensAt: number; closesAt: number } {
  const opensAt = (last?.closesAt ?? beganAt).getTime();
  let day = last ? addDays(last.day, 1) : dayOf(opensAt, timeZone);
  // A club that began after its hour begins with the next day.
  if (!last && instantOf(day, closeAt, timeZone) < opensAt) day = addDays(day, 1);
  // Where hour or zone were changed, the hour may lie before the close of the day before: an empty day, never a negative one.
  return { day, opensAt, closesAt: Math.max(opensAt, instantOf(day, closeAt, timeZone)) };
}
