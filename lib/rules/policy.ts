import type { Actor } from "../auth/actor";
import {
  type EndPlacement,
  ordered,
  type Placement,
  type Ranked,
  rankAt,
  rankBeside,
  rankBy,
  ruleOf,
} from "../caddies/policy";
import type { MoveRule } from "../caddies/vocabulary";
import { byName } from "../draws/policy";
import { localTime } from "../i18n/times";
import { DEFAULT_RULES, type Rules } from "./vocabulary";

/** What a list lives by is its administrators' business. */
export const canManageRules = (actor: Pick<Actor, "role">) => actor.role === "ADMIN";

/** The rules as they are stored, JSON or its text; what is missing is as it was before there were rules. */
export function rulesFrom(stored: unknown): Rules {
  const given = typeof stored === "string" ? JSON.parse(stored) : stored;
  return { ...DEFAULT_RULES, ...(given as Partial<Rules> | null) };
}

/** Times of day as HH:MM on the club's clock, so that they compare as texts. */
export interface Arrival {
  at: string;
  /** Since when he had been absent; 00:00 for an earlier day. */
  absentSince: string;
}

/** The end of an absence, on the club's clock. */
export function arrivalOf(since: Date | string, now: Date, timeZone: string): Arrival {
  const [from, at] = [localTime(since, timeZone), localTime(now, timeZone)];
  return { at: at.clock, absentSince: from.day === at.day ? from.clock : "00:00" };
}

/** Whoever was absent at the hour of the call, and comes after it, is late. */
export const isLate = ({ callAt }: Pick<Rules, "callAt">, { at, absentSince }: Arrival): boolean =>
  callAt !== null && absentSince <= callAt && at > callAt;

/** Where a caddie goes who comes back from the course. Whoever was asked for by name has lost no place by it. */
export const placeOnReturn = (rules: Rules, requested: boolean): EndPlacement =>
  requested ? "kept" : rules.returnTo;
/** Where a caddie goes who was absent and is back. */
export const placeOnArrival = (rules: Rules, arrival: Arrival): EndPlacement =>
  isLate(rules, arrival) ? rules.lateTo : rules.absentTo;

/**
 * A list as its rule has it begin a day: by name, one way or the other; null where it stays as the day before left
 * it. A draw has its hour and its people, and a hand its own order: neither is made by the clock.
 */
export function dayOrder<T extends { id: string; name: string }>(
  list: readonly T[],
  { orderMode }: Pick<Rules, "orderMode">,
): T[] | null {
  if (orderMode !== "ascending" && orderMode !== "descending") return null;
  const sorted = byName(list);
  return orderMode === "ascending" ? sorted : sorted.reverse();
}

/** One thing that happened in a list, in the order in which it did. */
export type Fact = CaddieFact | DayFact;
/** The day before was closed, and the list was put in the order in which it begins the next one. */
interface DayFact {
  kind: "day";
  /** Of all who are on the board. */
  names: ReadonlyMap<string, string>;
}
export type CaddieFact = { caddieId: string } & (
  | { kind: "stands"; rank: string; queued: boolean; rule: MoveRule | null }
  /** Added, or from another list; null is the end. Whoever is out waits for no turn. */
  | { kind: "joined"; position: number | null; queued: boolean }
  /** Went out, home, or off the board: his place is kept for an undo. */
  | { kind: "left" }
  | { kind: "returned"; requested: boolean }
  | ({ kind: "arrived" } & Arrival)
  | { kind: "skipped" }
  | { kind: "no_show" }
  /** By the master's hand. */
  | { kind: "placed"; position: number }
  /** Changed in nothing that concerns the order. */
  | { kind: "noted" }
  | { kind: "moved_away" }
  /** His latest change was taken back; `rank` and `queued` count only where that is not among the facts. */
  | { kind: "undone"; rank: string; queued: boolean }
);

/** Somebody in the queue: his place from 1, and the rule that put him there (null: older than the facts). */
export interface Place {
  caddieId: string;
  place: number;
  rule: MoveRule | null;
}

interface Standing extends Ranked {
  rule: MoveRule | null;
}

const byRank = (a: { rank: string }, b: { rank: string }) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0);

/**
 * The order of a queue as these facts and these rules make it, with the reason for every place. It says what the
 * commands do, from nothing but what happened: with other rules it says what they would have done.
 */
export function orderOf(facts: readonly Fact[], rules: Rules): Place[] {
  const list: Standings = new Map();
  const earlier = new Map<string, Standing | null>();
  for (const fact of facts) {
    if (fact.kind === "day") {
      beginDay(list, fact.names, rules);
      continue;
    }
    const known = list.get(fact.caddieId) ?? null;
    const next = fact.kind === "undone" ? undo(list, earlier, fact) : afterFact(list, known, fact, rules);
    earlier.set(fact.caddieId, known);
    put(list, fact.caddieId, next);
  }
  return queueOf(list).map(({ caddieId, rule }, i) => ({ caddieId, place: i + 1, rule }));
}

/** How all of a list stand, by id, while facts are told one by one. */
export type Standings = Map<string, Standing>;

function put(list: Standings, caddieId: string, next: Standing | null): void {
  if (next) list.set(caddieId, next);
  else list.delete(caddieId);
}

/** Tells one more fact, as `orderOf` does it. */
export function tell(list: Standings, fact: Exclude<CaddieFact, { kind: "undone" }>, rules: Rules): void {
  put(list, fact.caddieId, afterFact(list, list.get(fact.caddieId) ?? null, fact, rules));
}

/** Who waits, the next one first. */
export const waitingIn = (list: Standings): { id: string }[] =>
  queueOf(list).map(({ caddieId }) => ({ id: caddieId }));

/** Puts the queue, and the places that the absent keep, in the order with which the rule begins a day, where it has one. */
export function beginDay(list: Standings, names: ReadonlyMap<string, string>, rules: Rules): void {
  const named = [...names].flatMap(([id, name]) => (list.has(id) ? [{ id, name }] : []));
  deal(list, dayOrder(named, rules) ?? [], "day_order");
}

/** Deals the ranks of these anew. @param order the next one first */
export function deal(list: Standings, order: readonly { id: string }[], rule: MoveRule): void {
  const ranks = ordered(order.flatMap(({ id }) => list.get(id)?.rank ?? []));
  for (const [i, { id }] of order.entries()) {
    const [own, rank] = [list.get(id), ranks[i]];
    if (own && rank !== undefined && rank !== own.rank) list.set(id, { ...own, rank, rule });
  }
}

function afterFact(
  list: ReadonlyMap<string, Standing>,
  known: Standing | null,
  fact: Exclude<CaddieFact, { kind: "undone" }>,
  rules: Rules,
): Standing | null {
  const { caddieId } = fact;
  const others = othersOf(list, caddieId);
  if (fact.kind === "stands") return { rank: fact.rank, queued: fact.queued, rule: fact.rule };
  if (fact.kind === "moved_away") return null;
  if (fact.kind === "joined") {
    const { position, queued } = fact;
    return {
      rank: rankAt(others, position),
      queued,
      rule: position === null ? "end_of_list" : "chosen_place",
    };
  }
  if (known === null) throw new Error(`${caddieId} is ${fact.kind} and never joined the list`);
  if (fact.kind === "noted") return known;
  if (fact.kind === "left") return { ...known, queued: false, rule: "left_queue" };
  if (fact.kind === "placed")
    return { rank: rankAt(others, fact.position), queued: known.queued, rule: "chosen_place" };
  if (fact.kind === "no_show" && rules.noShowTo === "absent")
    return { ...known, queued: false, rule: "left_queue" };
  const placement = placementOf(fact, rules);
  const position = known.queued ? queueOf(list).findIndex((one) => one.caddieId === caddieId) + 1 : null;
  const rank = rankBy(others, { rank: known.rank, position }, placement);
  return { rank, queued: true, rule: ruleOf(placement) };
}

function placementOf(
  fact: Extract<CaddieFact, { kind: "returned" | "arrived" | "skipped" | "no_show" }>,
  rules: Rules,
): Placement {
  if (fact.kind === "returned") return placeOnReturn(rules, fact.requested);
  if (fact.kind === "arrived") return placeOnArrival(rules, fact);
  if (fact.kind === "skipped") return rules.skipTo;
  return rules.noShowTo === "absent" ? "kept" : rules.noShowTo;
}

function undo(
  list: ReadonlyMap<string, Standing>,
  earlier: ReadonlyMap<string, Standing | null>,
  { caddieId, rank, queued }: Extract<CaddieFact, { kind: "undone" }>,
): Standing | null {
  const before = earlier.get(caddieId);
  if (before === null) return null;
  const { rank: own, queued: waits } = before ?? { rank, queued };
  return { rank: rankBeside(othersOf(list, caddieId), own), queued: waits, rule: "place_restored" };
}

const othersOf = (list: ReadonlyMap<string, Standing>, caddieId: string): Standing[] =>
  [...list].flatMap(([id, one]) => (id === caddieId ? [] : [one])).sort(byRank);

const queueOf = (list: ReadonlyMap<string, Standing>) =>
  [...list]
    .flatMap(([caddieId, one]) => (one.queued ? [{ caddieId, ...one }] : []))
    .sort((a, b) => byRank(a, b) || (a.caddieId < b.caddieId ? -1 : 1));
