import type { Cursor, Envelope } from "./contract";

/**
 * What one client has applied of one stream, and what came too early. What it lets through is
 * always a prefix of the log: ordered, complete, each once (invariant I4).
 */
export interface StreamState {
  /** null until a snapshot or a `sync:ready` gives the first cursor: until then all is held. */
  readonly cursor: Cursor | null;
  /** Envelopes beyond the next one, by seq; bounded by HELD_LIMIT. */
  readonly held: ReadonlyMap<number, Envelope>;
}

export interface Accepted {
  state: StreamState;
  /** Envelopes to apply now, in order. */
  apply: Envelope[];
  /** Something is missing between the cursor and what is held: ask `stream:since` if it lasts. */
  gap: boolean;
  /** The envelope is of another epoch than the cursor: only a snapshot helps. */
  foreign: boolean;
}

/** Bounds memory on a phone whose gap never fills; what is dropped is asked for again. */
const HELD_LIMIT = 1000;

export const emptyStream: StreamState = { cursor: null, held: new Map() };

/** Takes one envelope from the wire: next → apply, repeat → drop, early → hold. */
export function accept(state: StreamState, envelope: Envelope): Accepted {
  const { cursor } = state;
  if (cursor && envelope.epoch !== cursor.epoch) {
    return { state, apply: [], gap: false, foreign: true };
  }
  if (cursor && envelope.seq <= cursor.seq) {
    return { state, apply: [], gap: hasGap(state), foreign: false };
  }
  const held = new Map(state.held);
  held.set(envelope.seq, envelope);
  if (held.size > HELD_LIMIT) held.delete(Math.max(...held.keys()));
  return drain({ cursor, held });
}

/**
 * Moves the cursor to a snapshot's. Never rewinds within an epoch: a snapshot older than what was
 * applied changes nothing. A new epoch replaces the cursor and drops what was held of the old one.
 */
export function seed(state: StreamState, cursor: Cursor): Accepted {
  const { cursor: own } = state;
  if (own && own.epoch === cursor.epoch && own.seq >= cursor.seq) return drain(state);
  const held = new Map([...state.held].filter(([, e]) => e.epoch === cursor.epoch));
  return drain({ cursor, held });
}

function drain(state: StreamState): Accepted {
  if (!state.cursor) return { state, apply: [], gap: false, foreign: false };
  const { epoch } = state.cursor;
  let { seq } = state.cursor;
  const held = new Map(state.held);
  const apply: Envelope[] = [];
  for (const known of held.keys()) if (known <= seq) held.delete(known);
  for (let next = held.get(seq + 1); next; next = held.get(seq + 1)) {
    held.delete(next.seq);
    apply.push(next);
    seq = next.seq;
  }
  const drained = { cursor: { epoch, seq }, held };
  return { state: drained, apply, gap: hasGap(drained), foreign: false };
}

function hasGap(state: StreamState): boolean {
  return state.cursor !== null && state.held.size > 0;
}

/** True when `a` is at or beyond `b` for the same log. */
export function reaches(a: Cursor | null | undefined, b: Cursor): boolean {
  return a?.epoch === b.epoch && a.seq >= b.seq;
}
