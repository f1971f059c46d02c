import type { PastCaddie, PastChange } from "./contract";

/** Moves of other modules that are counted by their names. */
const NO_SHOW: string = "no_show";
const SKIPPED: string = "skipped";
const UNDONE: string = "undone";

/** What is counted of one caddie's day on the board; a turn is counted by its own rows. */
export interface DayOnBoard {
  caddieId: string;
  /** The list in which he stood at the end. */
  listNumber: number;
  minutesWaited: number;
  absent: number;
  noShows: number;
  skips: number;
}

/** Ms since 1970. */
export interface Hours {
  first: number;
  last: number;
}

/**
 * The hours of each list: from the first going-out of the day to the last one or the last return, as people noted them.
 * Overnight everybody stands on the board, and nobody waits.
 */
export function hoursOf(changes: readonly PastChange[]): Map<number, Hours> {
  const hours = new Map<number, Hours>();
  for (const { at, automatic, from, to } of changes) {
    const isOuting = from?.status !== to.status && [from?.status, to.status].includes("En campo");
    if (automatic || !isOuting) continue;
    const ms = Date.parse(at);
    for (const list of new Set([to.listNumber, from?.listNumber ?? to.listNumber])) {
      const known = hours.get(list);
      hours.set(list, { first: Math.min(known?.first ?? ms, ms), last: Math.max(known?.last ?? ms, ms) });
    }
  }
  return hours;
}

/**
 * Waiting and absence of one day. **Waited**: the minutes in which he was *Disponible* within his list's hours. **Absent**:
 * 1 when he was *Ausente* in all of them. **No-shows** and **skips**: moves of that kind that were not taken back.
 * @param start everybody as the day began
 * @param changes of the day, in their order
 */
export function daysOnBoard(start: readonly PastCaddie[], changes: readonly PastChange[]): DayOnBoard[] {
  const hours = hoursOf(changes);
  const stretches = new Map<string, { state: PastCaddie; from: number }[]>();
  const counts = new Map<string, { noShows: number; skips: number; last: string }>();
  for (const state of start) stretches.set(state.caddieId, [{ state, from: Number.NEGATIVE_INFINITY }]);
  for (const { at, kind, to } of changes) {
    const own = stretches.get(to.caddieId) ?? [];
    stretches.set(to.caddieId, [...own, { state: to, from: Date.parse(at) }]);
    const { noShows = 0, skips = 0, last = "" } = counts.get(to.caddieId) ?? {};
    // An undo takes back his latest change, and no other.
    const by = (counted: string) => Number(kind === counted) - Number(kind === UNDONE && last === counted);
    counts.set(to.caddieId, { noShows: noShows + by(NO_SHOW), skips: skips + by(SKIPPED), last: kind });
  }
  return [...stretches].flatMap(([caddieId, own]) => {
    const last = own.at(-1)?.state;
    if (!last || own.every(({ state }) => state.deleted)) return [];
    let [waited, present, away] = [0, 0, 0];
    own.forEach(({ state, from }, i) => {
      const within = hours.get(state.listNumber);
      if (!within || state.deleted) return;
      const until = own[i + 1]?.from ?? Number.POSITIVE_INFINITY;
      const ms = Math.max(0, Math.min(until, within.last) - Math.max(from, within.first));
      if (state.status === "Disponible") waited += ms;
      if (state.status === "Ausente") away += ms;
      else present += ms;
    });
    const { noShows = 0, skips = 0 } = counts.get(caddieId) ?? {};
    const absent = away > 0 && present === 0 ? 1 : 0;
    const { listNumber } = last;
    return [{ caddieId, listNumber, minutesWaited: Math.round(waited / 60_000), absent, noShows, skips }];
  });
}
