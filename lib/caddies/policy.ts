import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import type { Actor } from "../auth/actor";
import type { CaddieStatus } from "./contract";
import type { MoveRule } from "./vocabulary";

/** Legal status changes. Going out is only from *Disponible*: nobody is sent twice. */
const MOVES: Record<CaddieStatus, readonly CaddieStatus[]> = {
  Disponible: ["En campo", "Ausente"],
  "En campo": ["Disponible", "Ausente"],
  Ausente: ["Disponible"],
};

export function isLegalMove(from: CaddieStatus, to: CaddieStatus): boolean {
  return MOVES[from].includes(to);
}

type Who = Pick<Actor, "role" | "lists">;

/** The caddie master alone writes the board. */
export const canManageCaddies = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";
export const canSeeList = (actor: Who, listNumber: number) => actor.lists.includes(listNumber);
/** A caddie (role) sees phone numbers of nobody but himself. */
export const canSeePhone = (actor: Pick<Actor, "role" | "caddieId">, caddieId: string) =>
  actor.role === "ADMIN" || actor.caddieId === caddieId;
/** Admins see all turns, a caddie his own. */
export const canSeeTurns = (actor: Pick<Actor, "role" | "caddieId">, caddieId: string) =>
  actor.role === "ADMIN" || actor.caddieId === caddieId;

/** One row of a list in the order of its ranks; `queued`: *Disponible*, so that his place counts. */
export interface Ranked {
  rank: string;
  queued: boolean;
}

/**
 * The rank for a place in a list, between its neighbours. Whoever is out or removed keeps his rank, so that an undo
 * finds his place again: no new rank is equal to one of theirs.
 * @param order all others of the list, by rank
 * @param position 1-based among the queued ones; beyond the end, or null, means the end of the list
 */
export function rankAt(order: readonly Ranked[], position: number | null): string {
  const queue = order.filter((o) => o.queued);
  const atEnd = position === null || position > queue.length;
  const before = atEnd ? order.at(-1) : queue[position - 2];
  const lower = before?.rank ?? null;
  const upper = atEnd ? null : (order.find((o) => lower === null || o.rank > lower)?.rank ?? null);
  return generateKeyBetween(lower, upper);
}

/**
 * The rank to give back to one who left it: the same, or the next one behind its new owner. Two equal ranks would
 * leave no place between them.
 * @param order all others of the list, by rank
 */
export function rankBeside(order: readonly Ranked[], rank: string): string {
  if (order.every((o) => o.rank !== rank)) return rank;
  return generateKeyBetween(rank, order.find((o) => o.rank > rank)?.rank ?? null);
}

/**
 * Where a club's rule puts a caddie: behind everybody of the list, before everybody, at the rank that he kept, behind
 * the last who waits, or so many places behind his own.
 */
export type Placement = EndPlacement | { places: number };
/** Those that follow from the ends of a list. */
export type EndPlacement = "end" | "front" | "kept" | "after_present";

/**
 * The rank that a placement gives.
 * @param order all others of the list, by rank
 * @param own his rank, and his place among the queued ones while he is one of them
 */
export function rankBy(
  order: readonly Ranked[],
  own: { rank: string; position: number | null },
  placement: Placement,
): string {
  if (placement === "end") return rankAt(order, null);
  if (placement === "front") return rankAt(order, 1);
  if (placement === "kept") return rankBeside(order, own.rank);
  if (typeof placement === "object") return rankAt(order, (own.position ?? 1) + placement.places);
  const last = order.findLast((o) => o.queued)?.rank;
  if (last === undefined) return rankAt(order, null);
  return generateKeyBetween(last, order.find((o) => o.rank > last)?.rank ?? null);
}

/**
 * What is to be known of a list for any placement but one among its middle. Its first and last rank are those of
 * anybody, whoever is out or removed among them; he who is to be placed counts in none of it.
 */
// A type, not an interface: rows of a query are records.
export type Ends = {
  first: string | null;
  last: string | null;
  /** Of the last who waits, and the next rank behind it. */
  lastQueued: string | null;
  afterQueued: string | null;
  /** How many wait, and how many of them before him. */
  queued: number;
  ahead: number;
};

/** The rank of a placement and the place that it is, from the ends of the list alone. */
export function placeAtEnds(
  ends: Ends,
  rank: string,
  placement: EndPlacement,
): { rank: string; position: number } {
  if (placement === "kept") return { rank, position: ends.ahead + 1 };
  const marks = [ends.first, ends.lastQueued, ends.afterQueued, ends.last];
  // What lies between the marks decides nothing.
  const order = [...new Set(marks.flatMap((mark) => mark ?? []))]
    .sort((a, b) => (a < b ? -1 : 1))
    .map((mark) => ({ rank: mark, queued: mark === ends.lastQueued }));
  const position = placement === "front" ? 1 : ends.queued + 1;
  return { rank: rankBy(order, { rank, position: null }, placement), position };
}

const RULES: Record<EndPlacement, MoveRule> = {
  end: "end_of_list",
  front: "front_of_list",
  kept: "place_kept",
  after_present: "after_present",
};
/** The rule that the history names for a placement. */
export const ruleOf = (placement: Placement): MoveRule =>
  typeof placement === "object" ? "places_back" : RULES[placement];

/**
 * The ranks of a queue in their order, to be dealt anew. No two are equal: where two were, all are new ones behind the
 * last, for between equal ones there is no order to give.
 */
export function ordered(ranks: readonly string[]): string[] {
  const sorted = [...ranks].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (new Set(sorted).size === sorted.length) return sorted;
  return generateNKeysBetween(sorted.at(-1) ?? null, null, sorted.length);
}

/** How long a change can be taken back, as long as nothing else happened to the caddie. */
export const UNDO_MS = 15 * 60 * 1000;
