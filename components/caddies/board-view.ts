import type { TurnPlan } from "@/hooks/predict";
import type { CaddieStatus } from "@/lib/caddies/contract";
import { type Board, type BoardCaddie, placeOf } from "@/lib/caddies/reducer";
import { localTime } from "@/lib/i18n/times";
import { defaultListName } from "@/lib/organizations/vocabulary";
import type { Rules } from "@/lib/rules/vocabulary";

export interface RowView {
  caddie: BoardCaddie;
  /** 1-based place in the queue; null outside it. */
  position: number | null;
  /** A change of his that the server has not confirmed yet. */
  pending: "sending" | "queued" | null;
  /** He changed within the last two seconds. */
  changed: boolean;
}

export interface ListView {
  number: number;
  name: string;
  rules: Rules;
  /** *Disponible*, the next one first. */
  queue: RowView[];
  /** *En campo*, the longest out first. */
  out: RowView[];
  /** *Ausente*, by name. */
  away: RowView[];
}

export interface Marks {
  pending: ReadonlyMap<string, readonly { state: "sending" | "queued" }[]>;
  changed: ReadonlySet<string>;
}

/** What a viewer may do with a caddie; the rules are the server's, a tap only asks. */
export interface BoardActions {
  setStatus: (caddieId: string, status: CaddieStatus, turn?: TurnPlan) => void;
  move: (caddieId: string, position: number, reason?: string) => void;
  moveToList: (caddieId: string, listNumber: number, reason?: string) => void;
  skip: (caddieId: string) => void;
  noShow: (caddieId: string, reason?: string) => void;
  call: (caddieId: string, called: boolean) => void;
  sendGroup: (caddieIds: readonly string[], turn?: TurnPlan) => void;
  openMenu: (caddieId: string) => void;
}

/** The board as the screen shows it, lists ascending. Names are the club's own; `nameOf` serves lists without one of their own. */
export function viewLists(
  board: Board,
  names: readonly { number: number; name: string }[],
  marks: Marks,
  nameOf: (number: number) => string,
): ListView[] {
  return Object.entries(board.lists)
    .map(([key, list]) => {
      const number = Number(key);
      const row = (caddie: BoardCaddie): RowView => ({
        caddie,
        position: placeOf(list, caddie.id),
        pending: pendingState(marks, caddie.id),
        changed: marks.changed.has(caddie.id),
      });
      const rest = Object.values(list.caddies);
      return {
        number,
        name: ownListName(names.find((n) => n.number === number)) ?? nameOf(number),
        rules: list.rules,
        queue: list.queue.flatMap((id) => (list.caddies[id] ? [row(list.caddies[id])] : [])),
        out: rest
          .filter((c) => c.status === "En campo")
          .sort((a, b) => a.since.localeCompare(b.since) || a.id.localeCompare(b.id))
          .map(row),
        away: rest
          .filter((c) => c.status === "Ausente")
          .sort((a, b) => a.name.localeCompare(b.name, "es"))
          .map(row),
      };
    })
    .sort((a, b) => a.number - b.number);
}

/** "Lista 2" is what a list is called before a club names it: such a name is translated, a club's own is not. */
export function ownListName(list: { number: number; name: string } | undefined): string | undefined {
  return list?.name && list.name !== defaultListName(list.number) ? list.name : undefined;
}

function pendingState(marks: Marks, caddieId: string): RowView["pending"] {
  const changes = marks.pending.get(caddieId);
  if (!changes || changes.length === 0) return null;
  return changes.some((c) => c.state === "queued") ? "queued" : "sending";
}

/** Finds a row and its list among those on screen. */
export function findRow(
  lists: readonly ListView[],
  caddieId: string,
): { row: RowView; list: ListView } | null {
  for (const list of lists) {
    for (const row of [...list.queue, ...list.out, ...list.away])
      if (row.caddie.id === caddieId) return { row, list };
  }
  return null;
}

const DAY = 86_400_000;
/** Turns begun today and yesterday, days as the club's clock counts them. */
export function turnsTodayAndYesterday(
  recentTurns: readonly string[],
  now: number,
  timeZone: string,
): number {
  const days = new Set([localTime(now, timeZone).day, localTime(now - DAY, timeZone).day]);
  return recentTurns.filter((start) => days.has(localTime(start, timeZone).day)).length;
}
