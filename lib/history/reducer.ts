import type { PastCaddie, PastChange, PastRow } from "./contract";

/** Everybody as he stands, by id. */
export type PastBoard = ReadonlyMap<string, PastCaddie>;

export const boardOf = (start: readonly PastCaddie[]): PastBoard =>
  new Map(start.map((caddie) => [caddie.caddieId, caddie]));

/** The board after these changes, up to a moment in ms since 1970. Pure; a change that it already holds changes nothing. */
export function replay(
  board: PastBoard,
  changes: readonly PastChange[],
  until = Number.POSITIVE_INFINITY,
): PastBoard {
  const next = new Map(board);
  for (const { at, to } of changes) {
    // Clocks of two processes may differ: what counts is the order of his own changes.
    if (Date.parse(at) <= until && to.version > (next.get(to.caddieId)?.version ?? -1))
      next.set(to.caddieId, to);
  }
  return next;
}

const ORDER = { Disponible: 0, "En campo": 1, Ausente: 2 } as const;

/** One list of a board as a screen shows it: the queue in its order, who is out, the longest first, and who is away. */
export function rowsOf(board: PastBoard, listNumber: number): PastRow[] {
  const here = [...board.values()].filter((c) => c.listNumber === listNumber && !c.deleted);
  const byRank = (a: PastCaddie, b: PastCaddie) => compare(a.rank, b.rank) || compare(a.caddieId, b.caddieId);
  const sorted = here.sort((a, b) => {
    const byStatus = ORDER[a.status] - ORDER[b.status];
    if (byStatus !== 0 || a.status !== b.status) return byStatus;
    return a.status === "Disponible" ? byRank(a, b) : compare(a.since, b.since) || byRank(a, b);
  });
  return sorted.map(({ caddieId, name, status, since }, i) => ({
    caddieId,
    name,
    listNumber,
    status,
    position: status === "Disponible" ? i + 1 : null,
    since,
  }));
}

/** By characters, as the database's C collation does it. */
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
