import type { Actor } from "../auth/actor";
import type { AbsenceKind, AbsenceState } from "./vocabulary";

type Who = Pick<Actor, "role" | "caddieId">;
interface Subject {
  caddieId: string;
  kind: AbsenceKind;
  state: AbsenceState;
  startedAt: unknown;
}

export const canManageAbsences = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";
export const canSeeAbsence = (actor: Who, { caddieId }: Pick<Subject, "caddieId">) =>
  canManageAbsences(actor) || actor.caddieId === caddieId;

const isOpen = ({ state }: Pick<Subject, "state">) => state === "requested" || state === "approved";

/** An admin ends any; a caddie takes back what he asked for, as long as it has not begun. A sanction is not his. */
export function canCancelAbsence(actor: Who, absence: Subject): boolean {
  if (!isOpen(absence)) return false;
  if (canManageAbsences(actor)) return true;
  return actor.caddieId === absence.caddieId && absence.kind === "permission" && absence.startedAt === null;
}

interface Days {
  startsOn: string;
  endsOn: string;
}
export const covers = ({ startsOn, endsOn }: Days, day: string) => startsOn <= day && day <= endsOn;
export const overlap = (a: Days, b: Days) => a.startsOn <= b.endsOn && b.startsOn <= a.endsOn;

/** What the day asks for of one caddie's absences. */
export interface Standing extends Days {
  id: string;
  state: AbsenceState;
  startedAt: Date | null;
  /** The `since` with which it made him *Ausente*; null when he was so already, or is no longer so by it. */
  awaySince: Date | null;
}
export interface Plan {
  /** Those that take hold now. */
  starts: string[];
  /** Those that are over now. */
  ends: string[];
  status: "Ausente" | "Disponible" | null;
  /** What those that run afterwards keep as `awaySince`; "now" when the status is set to *Ausente*. */
  awaySince: Date | "now" | null;
}

/**
 * What is to be done about a caddie on a day. A turn in progress is never broken: what begins waits for its end. Whoever
 * is back by hand stays back, and whoever was *Ausente* before it began, or was made so since by somebody, stays so after it.
 * @param absences his approved ones, and those that were cancelled while they ran
 */
export function planOf(
  absences: readonly Standing[],
  caddie: { status: "Disponible" | "En campo" | "Ausente"; since: Date },
  day: string,
): Plan {
  const ends = absences.filter(({ state, endsOn }) => state === "cancelled" || endsOn < day);
  const running = absences.filter((a) => a.state === "approved" && covers(a, day));
  const starts = caddie.status === "En campo" ? [] : running.filter(({ startedAt }) => startedAt === null);
  const ours = absences
    .map(({ awaySince }) => awaySince)
    .find((since) => caddie.status === "Ausente" && since?.getTime() === caddie.since.getTime());
  const plan = { starts: starts.map(({ id }) => id), ends: ends.map(({ id }) => id) };
  if (starts.length > 0 && caddie.status === "Disponible")
    return { ...plan, status: "Ausente", awaySince: "now" };
  if (running.length > 0) return { ...plan, status: null, awaySince: ours ?? null };
  return { ...plan, status: ends.length > 0 && ours ? "Disponible" : null, awaySince: null };
}
