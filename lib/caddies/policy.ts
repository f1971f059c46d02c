import { generateKeyBetween } from "fractional-indexing";
import type { Actor } from "../auth/actor";
import type { CaddieStatus } from "./contract";

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

/** How long a change can be taken back, as long as nothing else happened to the caddie. */
export const UNDO_MS = 15 * 60 * 1000;
