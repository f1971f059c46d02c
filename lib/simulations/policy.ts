import { queueAfter } from "../draws/policy";
import { Tally } from "../figures/policy";
import type { PastCaddie, PastChange } from "../history/contract";
import { hoursOf } from "../history/policy";
import { dayOf } from "../i18n/days";
import { arrivalOf, beginDay, type CaddieFact, deal, type Standings, tell, waitingIn } from "../rules/policy";
import type { Rules } from "../rules/vocabulary";
import type { SimulatedShare } from "./contract";

/** One closed day as it was recorded. */
export interface RecordedDay {
  changes: readonly PastChange[];
  /** When the close before it put the lists in order, in ms since 1970; null: none did. */
  orderedAt: number | null;
}

interface Given {
  list: number;
  /** That would have held. */
  rules: Rules;
  /** That hold: by them it is known who had gone out as often as he may. */
  present: Rules;
  timeZone: string;
}

/** A going-out that was recorded, and whoever goes in it here; null: nobody waited. */
interface Outing {
  who: string | null;
  requested: boolean;
}

/**
 * Plays recorded days of a list again by other rules. What does not follow from rules stays as it was: that somebody goes
 * out at this minute, from this place in the queue, and comes back at that one; who is there and who is not; who is skipped,
 * does not appear, or is put somewhere by hand. Whoever was asked for by name goes himself if he waits. Who goes, and
 * where he stands afterwards, follows from the rules, by the steps of `orderOf`.
 */
export class Simulation {
  readonly #given: Given;
  /** Everybody as he was recorded. */
  readonly #board = new Map<string, PastCaddie>();
  /** The list as it would stand. */
  readonly #list: Standings = new Map();
  /** Who of the list is there, waiting or out. */
  readonly #here = new Set<string>();
  /** Whom the rule for no-shows sent away for the day, which the record did not. */
  readonly #sentAway = new Set<string>();
  readonly #outings = new Map<string, Outing>();
  readonly #was = new Tally();
  readonly #would = new Tally();

  constructor(start: readonly PastCaddie[], given: Given) {
    this.#given = given;
    for (const caddie of start) {
      const { caddieId, rank, status } = caddie;
      this.#board.set(caddieId, caddie);
      if (!this.#isIn(caddie)) continue;
      const queued = status === "Disponible";
      this.#step({ kind: "stands", caddieId, rank, queued, rule: null }, Number.NEGATIVE_INFINITY);
      this.#was.waits(caddieId, queued, Number.NEGATIVE_INFINITY);
      if (status !== "Ausente") this.#here.add(caddieId);
      if (status === "En campo") this.#outings.set(caddieId, { who: caddieId, requested: false });
    }
  }

  /** Plays the next day. */
  play({ changes, orderedAt }: RecordedDay): void {
    const hours = hoursOf(changes).get(this.#given.list) ?? null;
    for (const tally of [this.#was, this.#would]) tally.open(hours);
    const { list } = this.#given;
    const ofList = changes.filter(({ from, to }) => to.listNumber === list || from?.listNumber === list);
    const told = withoutTakenBack(ofList);
    // A close that came late found a day under way, and ordered nobody.
    let ordersAt =
      orderedAt !== null && told.some((c) => Date.parse(c.at) < orderedAt && begins(c)) ? null : orderedAt;
    this.#comeAgain();
    for (const [i, change] of told.entries()) {
      const at = Date.parse(change.at);
      if (ordersAt !== null && at > ordersAt) {
        this.#begin();
        ordersAt = null;
      }
      if (change.kind !== "order") this.#follow(change, at);
      else {
        this.#note(change, at);
        const next = told[i + 1];
        if (change.rule !== "day_order" && (next?.kind !== "order" || next.at !== change.at)) this.#reorder();
      }
    }
    if (ordersAt !== null) this.#begin();
    for (const tally of [this.#was, this.#would]) tally.close();
  }

  /** What each one had and would have had, by name; who stood in the list on none of these days is not among them. */
  shares(): SimulatedShare[] {
    const { compare } = new Intl.Collator("es", { sensitivity: "base", numeric: true });
    return [...this.#board.values()]
      .map(({ caddieId, name }) => ({
        caddieId,
        name,
        was: this.#was.of(caddieId),
        would: this.#would.of(caddieId),
      }))
      .filter(({ caddieId, was, would }) => this.#list.has(caddieId) || was.turns + would.turns > 0)
      .sort((a, b) => compare(a.name, b.name) || (a.caddieId < b.caddieId ? -1 : 1));
  }

  #isIn = (caddie: PastCaddie | undefined): caddie is PastCaddie =>
    caddie !== undefined && caddie.listNumber === this.#given.list && !caddie.deleted;

  #isWaiting = (caddieId: string) => this.#list.get(caddieId)?.queued === true;

  #step(fact: Exclude<CaddieFact, { kind: "undone" }>, at: number): void {
    tell(this.#list, fact, this.#given.rules);
    this.#would.waits(fact.caddieId, this.#isWaiting(fact.caddieId), at);
  }

  #note({ to }: PastChange, at: number): void {
    this.#board.set(to.caddieId, to);
    this.#was.waits(to.caddieId, this.#isIn(to) && to.status === "Disponible", at);
  }

  #begin(): void {
    const inList = [...this.#board.values()].filter((caddie) => this.#isIn(caddie));
    const names = new Map(inList.map(({ caddieId, name }) => [caddieId, name]));
    beginDay(this.#list, names, this.#given.rules);
  }

  /** Whom only the rule sent away is there again with the next day. */
  #comeAgain(): void {
    for (const caddieId of this.#sentAway) {
      this.#here.add(caddieId);
      if (this.#list.has(caddieId) && !this.#isWaiting(caddieId))
        this.#step(
          { kind: "arrived", caddieId, at: "00:00", absentSince: "00:00" },
          Number.NEGATIVE_INFINITY,
        );
    }
    this.#sentAway.clear();
  }

  /** The whole queue was ordered by hand or by lot: those who wait here stand so too, the others behind them. */
  #reorder(): void {
    deal(this.#list, queueAfter(waitingIn(this.#list), this.#recordedQueue()), "manual");
  }

  #recordedQueue(): string[] {
    return [...this.#board.values()]
      .filter((caddie) => this.#isIn(caddie) && caddie.status === "Disponible")
      .sort((a, b) => (a.rank < b.rank || (a.rank === b.rank && a.caddieId < b.caddieId) ? -1 : 1))
      .map(({ caddieId }) => caddieId);
  }

  #follow(change: PastChange, at: number): void {
    const { to, kind, rule } = change;
    const { caddieId } = to;
    const before = this.#board.get(caddieId);
    const [wasIn, isIn] = [this.#isIn(before), this.#isIn(to)];
    if (wasIn && isIn && before?.status === "Disponible" && to.status === "En campo")
      return this.#goOut(change, at);
    this.#note(change, at);
    if (!wasIn && !isIn) return;
    const isBack = wasIn && before?.status === "En campo" && !(isIn && to.status === "En campo");
    if (isBack) this.#comeBack(caddieId, isIn && to.status !== "Ausente", rule === "day_close", at);
    else if (!wasIn) this.#join(change, at);
    else if (isIn && kind === "no_show") this.#missTurn(to, at);
    else if (isIn && to.status === "Disponible") this.#wait(change, before, at);
    if (!isIn || (to.status === "Ausente" && kind !== "no_show")) this.#leave(to, at);
  }

  /** From the place in the queue from which it was recorded, goes whoever stands there. */
  #goOut(change: PastChange, at: number): void {
    const { rules, present, timeZone } = this.#given;
    const { caddieId: recorded } = change.to;
    const day = dayOf(at, timeZone);
    const mayGo = (tally: Tally, { maxTurnsPerDay }: Rules, id: string) =>
      maxTurnsPerDay === null || tally.on(id, day) < maxTurnsPerDay;
    const isBeyond = !mayGo(this.#was, present, recorded);
    const queue = this.#recordedQueue().filter((id) => isBeyond || mayGo(this.#was, present, id));
    const place = queue.indexOf(recorded);
    const waiting = waitingIn(this.#list).map(({ id }) => id);
    const able = isBeyond ? [] : waiting.filter((id) => mayGo(this.#would, rules, id));
    const candidates = able.length > 0 ? able : waiting;
    const requested = change.rule === "on_request";
    const who =
      requested && waiting.includes(recorded)
        ? recorded
        : (candidates[Math.min(Math.max(place, 0), candidates.length - 1)] ?? null);
    this.#note(change, at);
    this.#was.goes(recorded, day);
    this.#outings.set(recorded, { who, requested });
    if (who === null) return;
    this.#would.goes(who, day);
    this.#step({ kind: "left", caddieId: who }, at);
  }

  #comeBack(recorded: string, isThere: boolean, forgotten: boolean, at: number): void {
    const { who, requested } = this.#outings.get(recorded) ?? { who: recorded, requested: false };
    this.#outings.delete(recorded);
    if (!isThere) this.#here.delete(recorded);
    if (who === null || !this.#here.has(who) || !this.#list.has(who)) return;
    if (forgotten) this.#step({ kind: "joined", caddieId: who, position: null, queued: true }, at);
    else this.#step({ kind: "returned", caddieId: who, requested }, at);
  }

  #join({ to, rule, position }: PastChange, at: number): void {
    const { caddieId, status } = to;
    const queued = status === "Disponible";
    if (status !== "Ausente") this.#here.add(caddieId);
    const place = rule === "chosen_place" ? position : null;
    this.#step({ kind: "joined", caddieId, position: place, queued }, at);
  }

  #missTurn({ caddieId, status }: PastCaddie, at: number): void {
    if (!this.#isWaiting(caddieId)) return;
    this.#step({ kind: "no_show", caddieId }, at);
    if (this.#given.rules.noShowTo !== "absent") return;
    this.#here.delete(caddieId);
    if (status !== "Ausente") this.#sentAway.add(caddieId);
  }

  /** He waits after it: he came, was skipped, or was put somewhere. */
  #wait({ to, kind, position }: PastChange, before: PastCaddie | undefined, at: number): void {
    const { caddieId } = to;
    if (before?.status === "Ausente") {
      if (this.#here.has(caddieId)) return;
      this.#here.add(caddieId);
      const isOut = [...this.#outings.values()].some(({ who }) => who === caddieId);
      const arrival = arrivalOf(before.since, new Date(at), this.#given.timeZone);
      if (!isOut) this.#step({ kind: "arrived", caddieId, ...arrival }, at);
    } else if (this.#isWaiting(caddieId)) {
      if (kind === "skipped") this.#step({ kind, caddieId }, at);
      if (kind === "position" && position !== null) this.#step({ kind: "placed", caddieId, position }, at);
    }
  }

  /** Went home, off the board, or to another list. */
  #leave(to: PastCaddie, at: number): void {
    const { caddieId, listNumber } = to;
    this.#here.delete(caddieId);
    this.#sentAway.delete(caddieId);
    if (listNumber !== this.#given.list) this.#step({ kind: "moved_away", caddieId }, at);
    else if (this.#isWaiting(caddieId)) this.#step({ kind: "left", caddieId }, at);
  }
}

const begins = ({ kind, rule, from, to }: PastChange): boolean =>
  (to.status === "En campo" && from?.status !== "En campo") ||
  kind === "position" ||
  (kind === "order" && rule !== "day_order");

/** What was taken back did not happen: both changes go, but for the rank that the second one gave back. */
function withoutTakenBack(changes: readonly PastChange[]): PastChange[] {
  const latest = new Map<string, PastChange>();
  const gone = new Set<PastChange>();
  for (const change of changes) {
    const before = latest.get(change.to.caddieId);
    if (change.kind === "undone" && before && before.kind !== "undone") gone.add(before);
    latest.set(change.to.caddieId, change);
  }
  return changes.filter((change) => !gone.has(change));
}
