import type { Actor } from "../auth/actor";
import type { PlaceStep } from "./contract";
import type { PlaceCause } from "./vocabulary";

/** A caddie has his own place explained, the caddie master everybody's. */
export const canSeePlace = (actor: Pick<Actor, "role" | "caddieId">, caddieId: string) =>
  actor.role === "ADMIN" || actor.caddieId === caddieId;

/** What a change found or left of a caddie. */
export interface Standing {
  status: string;
  listNumber: number;
  rank: string;
  position: number | null;
  deleted: boolean;
}

/** One line of the history of a list. */
export interface PlaceMove {
  caddie: { id: string; name: string };
  rule: string | null;
  reason: string | null;
  by: { id: string; name: string };
  /** ISO 8601. */
  at: string;
  before: Standing | null;
  after: Standing;
}

/** Whose place is explained, as he stands now. */
export interface Waiting {
  caddieId: string;
  listNumber: number;
  rank: string;
  position: number;
}

const waitsIn = (standing: Standing | null, listNumber: number): standing is Standing =>
  standing?.status === "Disponible" && !standing.deleted && standing.listNumber === listNumber;

/** Changes of one command that concern more than so many are told as one: a draw, an order by name. */
const FEW = 4;

/**
 * The changes that led to his place, the oldest first. What another's change did to him follows from the ranks alone, so
 * that it needs to know no kind of change; whatever the changes do not explain is told as such, and the last step always
 * ends at the place that he has.
 * @param moves of his list, in the order in which they were made
 * @param complete whether the first of them is the one by which he came into the queue
 */
export function explain(me: Waiting, moves: readonly PlaceMove[], complete: boolean): PlaceStep[] {
  const own = (move: PlaceMove) => move.caddie.id === me.caddieId;
  const steps: PlaceStep[] = [];
  const batches = together(moves);
  let rank = moves.find((move) => own(move) && move.before)?.before?.rank ?? me.rank;
  let place = complete ? null : startOf(me, batches, rank);
  for (const batch of batches) {
    const mine = batch.filter(own);
    // Whatever else the same command did is in the places that it gave him.
    for (const move of mine) {
      if (!waitsIn(move.after, me.listNumber)) continue;
      const from = place;
      rank = move.after.rank;
      place = move.after.position;
      if (from !== place) steps.push(stepOf(from === null ? "joined" : "moved", move, from, place));
    }
    if (mine.length > 0) continue;
    if (place !== null) {
      for (const { move, by } of told(batch, me, rank)) {
        const from: number = place;
        place = from + by;
        const cause = move.caddie ? causeOf(move, me, by) : "other";
        if (by !== 0) steps.push(stepOf(cause, move, from, place));
      }
    }
  }
  if (place !== me.position) {
    const nobody = { caddie: null, rule: null, reason: null, by: null, at: null };
    steps.push({ cause: "other", ...nobody, from: place, to: me.position });
  }
  return steps;
}

/** The changes that one command made, side by side. */
function together(moves: readonly PlaceMove[]): PlaceMove[][] {
  const batches: PlaceMove[][] = [];
  for (const move of moves) {
    const last = batches.at(-1);
    const before = last?.[0];
    if (last && before?.at === move.at && before.by.id === move.by.id) last.push(move);
    else batches.push([move]);
  }
  return batches;
}

type Told = Omit<PlaceMove, "caddie"> & { caddie: PlaceMove["caddie"] | null };

/** By how much each of these changes of others moved him; many at once are told as one. */
function told(batch: readonly PlaceMove[], me: Waiting, rank: string): { move: Told; by: number }[] {
  const each = batch.map((move) => ({ move, by: shift(move, me, rank) }));
  const [first] = batch;
  if (!first || batch.length <= FEW) return each;
  return [{ move: { ...first, caddie: null }, by: each.reduce((sum, { by }) => sum + by, 0) }];
}

/** His place before the first of these changes: theirs until his own next one, taken back. */
function startOf(me: Waiting, batches: readonly PlaceMove[][], rank: string): number {
  const own = ({ caddie }: PlaceMove) => caddie.id === me.caddieId;
  const next = batches.findIndex((batch) => batch.some(own));
  const ofOthers = (next < 0 ? batches : batches.slice(0, next)).flat();
  const end = batches[next]?.find(own)?.before?.position ?? me.position;
  return end - ofOthers.reduce((sum, move) => sum + shift(move, me, rank), 0);
}

/** By how many places another's change moved him: one back for who is before him only after it, one forward for who is so no more. */
function shift(
  { caddie, before, after }: PlaceMove,
  { caddieId, listNumber }: Waiting,
  rank: string,
): number {
  const isAhead = (standing: Standing | null) =>
    waitsIn(standing, listNumber) &&
    (standing.rank < rank || (standing.rank === rank && caddie.id < caddieId));
  return Number(isAhead(after)) - Number(isAhead(before));
}

function causeOf({ after }: Told, { listNumber }: Waiting, by: number): PlaceCause {
  if (by > 0) return "ahead";
  if (after.deleted || after.listNumber !== listNumber) return "removed";
  if (after.status === "En campo") return "went";
  return after.status === "Disponible" ? "behind" : "absent";
}

function stepOf(cause: PlaceCause, move: Told, from: number | null, to: number | null): PlaceStep {
  const { caddie, rule, reason, by, at } = move;
  return { cause, caddie, rule, reason, by, at, from, to };
}

/** Outside the queue: by which change of his he left it. */
export const explainAbsence = (move: PlaceMove | undefined): PlaceStep[] =>
  move ? [stepOf("left", move, move.before?.position ?? null, null)] : [];
