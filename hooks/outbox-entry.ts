import type { Problem } from "../lib/http/fetch";
import type { BoardChange } from "./board-cache";
import { isReading, subjectsOf } from "./predict";

/** After that a change does not go out by itself any more: this morning's yard is not tonight's. */
export const SENDABLE_MS = 12 * 60 * 60 * 1000;

/**
 * `queued`: goes out in its turn · `rejected`: the server said no · `expired`: too old to go out unasked ·
 * `held`: what it was built on was not done, so somebody must look at it first.
 */
export type EntryState = "queued" | "rejected" | "expired" | "held";

/** A change as it waits on the device; all of it survives JSON and a reload. */
export interface OutboxEntry {
  /** Its number on this device: what was tapped later has a larger one, in whichever window. */
  seq: number;
  change: BoardChange;
  state: EntryState;
  /** Why the server said no. */
  problem: Problem | null;
  /** When somebody said "send it all the same", ISO 8601. */
  renewedAt: string | null;
}

/** What a step of the queue does to what is stored. */
export interface Settlement {
  put: OutboxEntry[];
  drop: OutboxEntry[];
}

export const newEntry = (seq: number, change: BoardChange): OutboxEntry => ({
  ...{ seq, change },
  ...{ state: "queued", problem: null, renewedAt: null },
});

/** The one that goes out next; `entries` in the order of their numbers. */
export function nextOf(entries: readonly OutboxEntry[]): OutboxEntry | undefined {
  return entries.find(({ state }) => state === "queued");
}

/** Whoever was tapped too long ago stays, and so does what was built on it; what one has read stays read. `now` in ms since 1970. */
export function expire(entries: readonly OutboxEntry[], now: number): Settlement {
  const put = new Map<number, OutboxEntry>();
  for (const entry of entries) {
    const { state, renewedAt, change } = entry;
    if (state !== "queued" || isReading(change.intention)) continue;
    if (now - Date.parse(renewedAt ?? change.at) < SENDABLE_MS) continue;
    put.set(entry.seq, { ...entry, state: "expired" });
    for (const later of builtOn(entries, entry))
      if (!put.has(later.seq)) put.set(later.seq, { ...later, state: "held" });
  }
  return { put: [...put.values()], drop: [] };
}

/**
 * The server said no to one. There is nothing to take back then, and what else was tapped for the same caddie was tapped
 * by somebody who believed it done: it does not go out before he has looked.
 * @param keep false where the person has just been told, and need not be told again
 */
export function reject(
  entries: readonly OutboxEntry[],
  refused: OutboxEntry,
  problem: Problem,
  keep: boolean,
): Settlement {
  const later = builtOn(entries, refused);
  const takesBack = ({ change }: OutboxEntry) => change.undoes === refused.change.opId;
  return {
    put: [
      ...(keep ? [{ ...refused, state: "rejected" as const, problem }] : []),
      ...later.filter((entry) => !takesBack(entry)).map((entry) => ({ ...entry, state: "held" as const })),
    ],
    drop: [...(keep ? [] : [refused]), ...later.filter(takesBack)],
  };
}

/**
 * Somebody wants it sent all the same. A refusal is the answer to its key for a day, so a refused one gets a key of its
 * own; any other keeps its key, for it may have been done without our hearing of it.
 */
export function renew(entry: OutboxEntry, at: string, newKey: () => string): OutboxEntry {
  const change = entry.state === "rejected" ? { ...entry.change, opId: newKey() } : entry.change;
  return { ...entry, change, state: "queued", problem: null, renewedAt: at };
}

/** Queued after it, for one of the same caddies, and not merely about his data. */
function builtOn(entries: readonly OutboxEntry[], base: OutboxEntry): OutboxEntry[] {
  const { intention } = base.change;
  const subjects = new Set(subjectsOf(intention));
  return entries.filter(({ seq, state, change }) => {
    if (seq <= base.seq || state !== "queued") return false;
    if (change.undoes === base.change.opId) return true;
    const alone = intention.kind === "name" || change.intention.kind === "name";
    return !alone && subjectsOf(change.intention).some((id) => subjects.has(id));
  });
}
