import * as z from "zod";

/**
 * The wire format of the log. A *stream* is the ordered log of one room, named as the client may
 * know it (`list-1`, `user`, `org`, `admins`); the club is the session's own and never part of it.
 */
export const streamNameSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[a-z]+([-:][A-Za-z0-9-]+)?$/, "is not a stream name");

/** What a client has applied of one stream. `seq` counts from 1; 0 means nothing yet. */
export const cursorSchema = z.strictObject({
  epoch: z.string().min(1).max(64),
  seq: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
});
export type Cursor = z.infer<typeof cursorSchema>;

export const cursorsSchema = z.record(streamNameSchema, cursorSchema);
export type Cursors = Record<string, Cursor>;

/** Handshake `auth`. Both are optional: no token means the session cookie, no cursors means no replay. */
export const handshakeSchema = z.object({
  token: z.string().min(1).max(8192).optional(),
  cursors: cursorsSchema.optional(),
});

/** One entry of a stream as it travels. Times are ISO 8601, UTC, milliseconds. */
export interface Envelope<E extends string = string, D = unknown> {
  event: E;
  data: D;
  timestamp: string;
  /** Id of the event: the same in each stream that the event concerns. */
  id: string;
  stream: string;
  epoch: string;
  /** 1, 2, 3 … in each stream, in commit order, with no gap. */
  seq: number;
  /** The Idempotency-Key of the request that caused it, if it had one. */
  opId?: string;
}

/** How a stream stands after a (re)connection: caught up, or `reset`, meaning "load the snapshot". */
export type SyncState = Cursor & ({ replayed: number; reset?: undefined } | { reset: true });

export interface SyncReady {
  streams: Record<string, SyncState>;
}

export type Since = { events: Envelope[]; epoch: string; seq: number } | { reset: true };

export const ACK_CODES = [
  "INVALID",
  "FORBIDDEN",
  "NOT_FOUND",
  "CONFLICT",
  "RATE_LIMITED",
  "UNKNOWN_EVENT",
  "UNAVAILABLE",
] as const;
export type AckCode = (typeof ACK_CODES)[number];

export interface FieldError {
  path: string;
  message: string;
}

export interface AckError {
  code: AckCode;
  message: string;
  errors?: FieldError[];
}
export type Ack<T = unknown> = { ok: true; data: T } | { ok: false; error: AckError };

export type HandshakeCode = "UNAUTHENTICATED" | "TOKEN_EXPIRED" | "RATE_LIMITED" | "UNAVAILABLE";

/** What somebody looks at or edits: `club`, `list-1`, `caddie:<id>`, `page:users`. Named like a stream, but never of record. */
const resourceSchema = streamNameSchema.describe("a resource");
/** A field of a form, such as `name` or `notes`. */
const fieldSchema = z
  .string()
  .max(40)
  .regex(/^[A-Za-z][A-Za-z0-9.]*$/, "is not the name of a field");

/** Client → server. Each takes an ack; without one, an error comes back as an `error` event. */
export const clientEvents = {
  "stream:since": z.strictObject({
    stream: streamNameSchema,
    epoch: cursorSchema.shape.epoch,
    after: cursorSchema.shape.seq,
  }),
  "stream:join": z.strictObject({
    stream: streamNameSchema,
    epoch: cursorSchema.shape.epoch.optional(),
    after: cursorSchema.shape.seq.optional(),
  }),
  "stream:leave": z.strictObject({ stream: streamNameSchema }),
  "user:active": z.strictObject({}).optional(),
  "ping:rtt": z.strictObject({}).optional(),
  "presence:join": z.strictObject({ resource: resourceSchema }),
  "presence:leave": z.strictObject({ resource: resourceSchema }),
  "typing:start": z.strictObject({ resource: resourceSchema, field: fieldSchema }),
  "typing:stop": z.strictObject({ resource: resourceSchema, field: fieldSchema }),
  "stats:watch": z.strictObject({}).optional(),
  "stats:unwatch": z.strictObject({}).optional(),
} as const;
export type ClientEvent = keyof typeof clientEvents;
export type ClientPayload<E extends ClientEvent> = z.infer<(typeof clientEvents)[E]>;

/** Somebody who is there, however many devices he has. `idle`: for five minutes he touched none of them. */
export interface PresentUser {
  id: string;
  name: string;
  role: string;
  status: "online" | "idle";
}
export interface PresenceState {
  resource: string;
  /** By name. */
  users: PresentUser[];
}
export interface TypingState {
  resource: string;
  users: { id: string; name: string; field: string }[];
}

/** Server → client signals that are not of record: no `seq`, no replay, the last value wins. */
export interface PassingEvents {
  "sync:ready": SyncReady;
  "sync:heads": { streams: Cursors };
  "access:changed": { lists: number[]; role: string };
  "session:expired": { reason: "expired" | "revoked" };
  "server:shutdown": { reconnectInMs: number };
  /** All who are there now; coalesced to four a second, the last value wins. */
  "presence:change": PresenceState;
  "typing:change": TypingState;
  /** Every two seconds to the admins who watch; coalesced, the last value wins. */
  "stats:change": SystemStats;
  error: AckError;
}

/** Of the latest measurements, in milliseconds. */
export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
  count: number;
}

/** A connection that has not confirmed what the others show. */
export interface BehindPhone {
  userId: string;
  name: string;
  /** Such as "Android · Chrome"; null where it does not say. */
  device: string | null;
  /** When it was last known to show all, or has come, ISO 8601. */
  since: string;
}

/** How real time does for one club, on all processes that answered. */
export interface SystemStats {
  at: string;
  /** Processes that answered. */
  nodes: number;
  /** Of the process that was asked, in seconds. */
  uptime: number;
  /** This club's. `byKind`: how many connections are in rooms of that kind (list, user, org, admins). */
  connections: {
    total: number;
    users: number;
    byKind: Record<string, number>;
    byStream: Record<string, number>;
  };
  /** Events of record that were emitted to this club's rooms; `series`: per minute of the last 30, oldest first. */
  events: { perMinute: number; series: number[]; byName: Record<string, number> };
  /** Of the whole process; null until something was measured. `commitToEmit`: COMMIT → written to the last socket. */
  latency: {
    commitToEmit: Percentiles | null;
    http: Percentiles | null;
    eventLoop: Percentiles | null;
  };
  /** Who confirmed the heads: "98 of 103 up to date". null until somebody was asked. */
  delivery: {
    asked: number;
    upToDate: number;
    latency: Percentiles | null;
    at: string;
    /** Those who have not, the longest behind first; at most 50. */
    behind: BehindPhone[];
  } | null;
  /** Bytes a minute: what sockets sent to this club, and what 5-second polling by as many clients would. */
  traffic: { livePerMinute: number; pollingPerMinute: number | null };
  /** Since the start, of the whole process. */
  totals: { joins: number; replayed: number; resets: number; refused: number; limited: number; slow: number };
}

/** Largest gap that is replayed; a client further behind loads the snapshot instead. */
export const REPLAY_LIMIT = 1000;
