import type { BoardEvent, BoardSnapshot, CaddieEvent } from "../lib/caddies/contract";
import { type Board, boardFromSnapshot, reduceBoard } from "../lib/caddies/reducer";
import { ADMINS_STREAM, listStream, USER_STREAM } from "../lib/caddies/vocabulary";
import type { Cursors, Envelope } from "../lib/realtime/contract";
import { reaches } from "../lib/realtime/cursor";
import { type Intention, predict } from "./predict";

/** The server's truth as far as this page has heard it. */
export interface BoardCache {
  board: Board;
  cursors: Cursors;
  /** Idempotency-Keys of the last changes that are in `board`: a tap among them is not shown a second time. */
  ops: readonly string[];
}

/** A change on its way; all of it survives JSON. */
export interface BoardChange {
  /** Also the Idempotency-Key: whatever is repeated, there is one effect. */
  opId: string;
  intention: Intention;
  /** When it was tapped, ISO 8601. */
  at: string;
  method: "PATCH" | "PUT" | "DELETE" | "POST";
  path: string;
  body?: unknown;
  /** The caddie's name, for the texts. */
  name: string;
  /** The change that this one takes back. */
  undoes?: string;
}

const REMEMBERED_OPS = 100;
const LIST_STREAM = /^list-(\d+)$/;
const NAMES = new Set([
  "caddie:status_changed",
  "caddie:added",
  "caddie:updated",
  "caddie:deleted",
  "list:reordered",
  "caddie:called",
]);

export function cacheFromSnapshot({ data, rules, cursors }: BoardSnapshot): BoardCache {
  const visible = Object.keys(cursors).flatMap((name) => Number(LIST_STREAM.exec(name)?.[1] ?? 0) || []);
  const lists = [...new Set([...visible, ...data.map((c) => c.listNumber)])].sort((a, b) => a - b);
  return { board: boardFromSnapshot(data, lists, rules), cursors, ops: [] };
}

/** The event of this module in an envelope; null for another module's, or one younger than this page. */
export function caddieEventOf(envelope: Envelope): CaddieEvent | null {
  const { event, data, stream } = envelope;
  return NAMES.has(event) ? ({ event, data, stream } as CaddieEvent) : null;
}

/** The same with whatever else concerns a board. */
function boardEventOf(envelope: Envelope): BoardEvent | null {
  const { event, data, stream } = envelope;
  return event === "rules:changed" ? ({ event, data, stream } as BoardEvent) : caddieEventOf(envelope);
}

/**
 * Applies one envelope, which must be the stream's next; what is already in changes nothing.
 * @throws Error when something is missing before it: only a snapshot helps
 */
export function applyEnvelope(cache: BoardCache, envelope: Envelope): BoardCache {
  const { stream, epoch, seq, opId } = envelope;
  const own = cache.cursors[stream];
  // Not a stream of this board, or one that is being loaded anew.
  if (!own || own.epoch !== epoch || seq <= own.seq) return cache;
  if (seq !== own.seq + 1) throw new Error(`${stream}: ${seq} came after ${own.seq}`);
  const event = boardEventOf(envelope);
  return {
    board: event ? reduceBoard(cache.board, event) : cache.board,
    cursors: { ...cache.cursors, [stream]: { epoch, seq } },
    ops: opId === undefined ? cache.ops : remember(cache.ops, opId),
  };
}

export function remember(ops: readonly string[], opId: string): readonly string[] {
  return ops.includes(opId) ? ops : [...ops, opId].slice(-REMEMBERED_OPS);
}

/**
 * Merges a snapshot that was fetched while events came in: of each stream the side that has heard
 * more stays, of another epoch the fetched one; lists that the snapshot does not name are gone.
 */
export function neverRewind(current: BoardCache | undefined, fetched: BoardCache): BoardCache {
  if (!current) return fetched;
  const ahead = (stream: string) => {
    const theirs = fetched.cursors[stream];
    return theirs !== undefined && reaches(current.cursors[stream], theirs);
  };
  const lists = Object.entries(fetched.board.lists).map(([number, list]) => {
    const own = current.board.lists[Number(number)];
    return [number, own && ahead(listStream(Number(number))) ? own : list] as const;
  });
  const phonesFrom = ADMINS_STREAM in fetched.cursors ? ADMINS_STREAM : USER_STREAM;
  const cursors = Object.entries(fetched.cursors).map(
    ([stream, cursor]) => [stream, (ahead(stream) && current.cursors[stream]) || cursor] as const,
  );
  return {
    board: {
      lists: Object.fromEntries(lists),
      phones: ahead(phonesFrom) ? current.board.phones : fetched.board.phones,
    },
    cursors: Object.fromEntries(cursors),
    ops: current.ops,
  };
}

/** Forgets where these streams stand, so that the next snapshot replaces what they brought, even with less. */
export function withoutCursors(cache: BoardCache, streams: readonly string[]): BoardCache {
  const kept = Object.entries(cache.cursors).filter(([name]) => !streams.includes(name));
  return { ...cache, cursors: Object.fromEntries(kept) };
}

/** The board with the taps that the server has not confirmed, in their order. */
export function withChanges({ board, ops }: BoardCache, changes: readonly BoardChange[]): Board {
  return changes
    .filter(({ opId }) => !ops.includes(opId))
    .reduce((shown, { intention, at }) => predict(shown, intention, at).reduce(reduceBoard, shown), board);
}

/** Ids of the caddies who are new or another version in `after`. */
export function changedCaddies(before: Board, after: Board): string[] {
  return Object.entries(after.lists).flatMap(([number, list]) => {
    const old = before.lists[Number(number)]?.caddies;
    if (old === list.caddies) return [];
    return Object.values(list.caddies).flatMap((c) => (old?.[c.id]?.version === c.version ? [] : [c.id]));
  });
}
