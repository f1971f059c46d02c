import type { Cursors } from "@/lib/realtime/contract";

/** One envelope that a client let through; `at` in milliseconds of the machine's monotonic clock. */
export type Applied = readonly [stream: string, epoch: string, seq: number, id: string, at: number];

/** A snapshot that moved a client; with `forgot`, it went back behind what was applied of these streams. */
export interface Jump {
  cursors: Cursors;
  forgot: string[];
}

export type Step = Applied | Jump;

export const isJump = (step: Step): step is Jump => !Array.isArray(step);

/** Everything that one client did with what it was sent, in order. */
export interface ClientRecord {
  name: string;
  userId: string;
  /** Where its first snapshot stood. */
  start: Cursors;
  steps: Step[];
  end: Cursors;
  /** Connections that came as far as `sync:ready`. */
  arrivals: number;
  /** How often it was told that the server stops. */
  shutdowns: number;
  /** What it could not make sense of, in words. */
  oddities: string[];
}

/** One keyed change and what became of it, as the one who sent it knows it. */
export interface WriteRecord {
  key: string;
  writer: string;
  userId: string;
  what: string;
  /** 0: given up unanswered. */
  status: number;
  /** Where the answer said that the change stands in the log; empty when it changed nothing. */
  cursors: Cursors;
  /** Every answer on the way: HTTP statuses, 0 for a connection that ended without one. */
  answers: number[];
  /** Why connections ended without an answer. */
  failures: string[];
  /** Of a 503: whether each told when to come back. */
  retryAfter: boolean;
  /** Times of the first sending and of the final answer, on the machine's monotonic clock. */
  sentAt: number;
  answeredAt: number;
  /** The same key was sent again afterwards: whether status and body were the same. */
  repeatedEqually?: boolean;
}

/** An entry as it stands in the database; `stream` by its stored name. */
export interface LogEntry {
  stream: string;
  seq: number;
  id: string;
  event: string;
  data: unknown;
  timestamp: string;
  opId: string | null;
}

/** What the database holds of one club after the run. */
export interface Ledger {
  epoch: string;
  heads: Record<string, number>;
  entries: LogEntry[];
  moves: { caddieId: string; version: number; kind: string; opId: string | null; deleted: boolean }[];
  keys: { userId: string; key: string; status: number | null }[];
  /** Caddies with their versions and what stands open for them. */
  caddies: { id: string; version: number; status: string; deleted: boolean; openTurns: number }[];
}

export interface Evidence {
  ledger: Ledger;
  clients: ClientRecord[];
  writes: WriteRecord[];
  /** I5: boards that are not what a fresh fetch answers, in words. */
  boards: string[];
}
