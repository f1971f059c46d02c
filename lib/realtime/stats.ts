import type { Metrics } from "../telemetry/metrics";
import { percentilesOf } from "../telemetry/samples";
import type { BehindPhone, Percentiles, SystemStats } from "./contract";
import type { LiveSocket } from "./live-socket";
import { clientName, roomOf } from "./rooms";

const MINUTE_MS = 60_000;
const SERIES_MINUTES = 30;
/** Heartbeats, heads and round trips of one idle connection: measured, see docs/performance.md. */
const IDLE_BYTES_PER_MINUTE = 95;
const POLLS_PER_MINUTE = 12;
/** They travel to each watching admin every two seconds. */
const BEHIND_SHOWN = 50;

/** What was emitted to one club: ring of minutes, indexed by the minute since 1970. */
interface ClubCounts {
  minutes: Map<number, { events: number; bytes: number }>;
  byName: Map<string, number>;
}

/** How the confirmations of heads went in one club; latencies in milliseconds. */
export interface Confirmations {
  asked: number;
  upToDate: number;
  latencies: number[];
  at: string;
  /** Absent from a process of an older version. */
  behind?: BehindPhone[];
}

/** One process's share, as it travels between processes. */
export interface PartialStats {
  users: string[];
  total: number;
  byKind: Record<string, number>;
  byStream: Record<string, number>;
  series: number[];
  byName: Record<string, number>;
  commitToEmit: number[];
  http: number[];
  eventLoop: Percentiles | null;
  confirmations: Confirmations | null;
  bytes: number;
  totals: SystemStats["totals"];
}

/** Counts what real time does for each club; nothing of one club is told to another. */
export class Stats {
  readonly #clubs = new Map<string, ClubCounts>();
  readonly #metrics: Metrics;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  /** @param bytes written to all recipients together */
  emitted(organizationId: string, event: string, bytes: number, now = Date.now()): void {
    const club = this.#count(organizationId, 1, bytes, now);
    club.byName.set(event, (club.byName.get(event) ?? 0) + 1);
  }

  /** The phones were asked to confirm their heads: no event, and they pay for it. @param bytes of all, both directions */
  asked(organizationId: string, bytes: number, now = Date.now()): void {
    this.#count(organizationId, 0, bytes, now);
  }

  #count(organizationId: string, events: number, bytes: number, now: number): ClubCounts {
    const club = this.#clubs.get(organizationId) ?? { minutes: new Map(), byName: new Map() };
    this.#clubs.set(organizationId, club);
    const minute = Math.floor(now / MINUTE_MS);
    const counts = club.minutes.get(minute) ?? { events: 0, bytes: 0 };
    counts.events += events;
    counts.bytes += bytes;
    club.minutes.set(minute, counts);
    for (const old of club.minutes.keys()) if (old <= minute - SERIES_MINUTES) club.minutes.delete(old);
    return club;
  }

  partial(
    organizationId: string,
    sockets: readonly LiveSocket[],
    confirmations: Confirmations | null,
    now = Date.now(),
  ): PartialStats {
    const club = this.#clubs.get(organizationId);
    const minute = Math.floor(now / MINUTE_MS);
    const eventsOf = (ago: number) => club?.minutes.get(minute - ago)?.events ?? 0;
    const bytesOf = (ago: number) => club?.minutes.get(minute - ago)?.bytes ?? 0;
    const share = (now % MINUTE_MS) / MINUTE_MS;
    return {
      users: [...new Set(sockets.map((s) => s.data.actor.userId))],
      total: sockets.length,
      ...roomsOf(organizationId, sockets),
      series: Array.from({ length: SERIES_MINUTES }, (_, i) => eventsOf(SERIES_MINUTES - 1 - i)),
      byName: Object.fromEntries(club?.byName ?? []),
      commitToEmit: [...this.#metrics.commitToEmit.values],
      http: [...this.#metrics.http.values],
      eventLoop: this.#metrics.eventLoop(),
      confirmations,
      // The last sixty seconds: all of this minute, and of the one before as much as belongs to them.
      bytes: Math.round(bytesOf(0) + bytesOf(1) * (1 - share)) + sockets.length * IDLE_BYTES_PER_MINUTE,
      totals: { ...this.#metrics.totals },
    };
  }
}

function roomsOf(organizationId: string, sockets: readonly LiveSocket[]) {
  const prefix = roomOf(organizationId, "");
  const byKind: Record<string, number> = {};
  const byStream: Record<string, number> = {};
  for (const socket of sockets) {
    const kinds = new Set<string>();
    for (const room of socket.rooms) {
      if (!room.startsWith(prefix) || room.startsWith(`${prefix}@`)) continue;
      const name = clientName(room.slice(prefix.length));
      byStream[name] = (byStream[name] ?? 0) + 1;
      kinds.add(name.split(/[-:]/, 1)[0] ?? name);
    }
    for (const kind of kinds) byKind[kind] = (byKind[kind] ?? 0) + 1;
  }
  return { byKind, byStream };
}

/**
 * Puts the shares of all processes together.
 * @param pollBytes what one poll of this club's board would cost, both directions; null when that is not known
 */
export function mergeStats(
  parts: readonly PartialStats[],
  { uptime, pollBytes, at }: { uptime: number; pollBytes: number | null; at: Date },
): SystemStats {
  const total = sum(parts.map((p) => p.total));
  const series = Array.from({ length: SERIES_MINUTES }, (_, i) =>
    Math.max(0, ...parts.map((p) => p.series[i] ?? 0)),
  );
  const asked = parts.flatMap((p) => p.confirmations ?? []);
  const loops = parts.flatMap((p) => p.eventLoop ?? []);
  return {
    at: at.toISOString(),
    nodes: parts.length,
    uptime,
    connections: {
      total,
      users: new Set(parts.flatMap((p) => p.users)).size,
      byKind: sumOf(parts.map((p) => p.byKind)),
      byStream: sumOf(parts.map((p) => p.byStream)),
    },
    // Each process with listeners emits the same log: the one that emitted most has emitted it all.
    events: { perMinute: series.at(-2) ?? 0, series, byName: largestOf(parts.map((p) => p.byName)) },
    latency: {
      commitToEmit: percentilesOf(parts.flatMap((p) => p.commitToEmit)),
      http: percentilesOf(parts.flatMap((p) => p.http)),
      eventLoop: loops.length === 0 ? null : loops.reduce((a, b) => (b.p99 > a.p99 ? b : a)),
    },
    delivery:
      asked.length === 0
        ? null
        : {
            asked: sum(asked.map((a) => a.asked)),
            upToDate: sum(asked.map((a) => a.upToDate)),
            latency: percentilesOf(asked.flatMap((a) => a.latencies)),
            at: asked.map((a) => a.at).reduce((a, b) => (a > b ? a : b)),
            behind: asked
              .flatMap((a) => a.behind ?? [])
              .sort((a, b) => (a.since < b.since ? -1 : 1))
              .slice(0, BEHIND_SHOWN),
          },
    traffic: {
      livePerMinute: sum(parts.map((p) => p.bytes)),
      pollingPerMinute: pollBytes === null ? null : total * POLLS_PER_MINUTE * pollBytes,
    },
    totals: sumOf(parts.map((p) => p.totals)) as SystemStats["totals"],
  };
}

/** A share that can be added up. Another process may run another version of this file, and its answer is another then. */
export function isPartial(value: unknown): value is PartialStats {
  const share = (value ?? {}) as Record<keyof PartialStats, unknown>;
  const numbers = [share.total, share.bytes].every((n) => typeof n === "number");
  const lists = [share.users, share.series, share.commitToEmit, share.http].every(Array.isArray);
  const records = [share.byKind, share.byStream, share.byName, share.totals].every(isRecord);
  return numbers && lists && records && isRecord(share.eventLoop ?? {}) && isConfirmed(share.confirmations);
}

function isConfirmed(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  const { behind = [] } = value as { behind?: unknown };
  const isPhone = ({ userId, name, since }: Partial<BehindPhone>) =>
    [userId, name, since].every((text) => typeof text === "string");
  return (
    isRecord(value) && Array.isArray(behind) && behind.every((phone) => isRecord(phone) && isPhone(phone))
  );
}

const isRecord = (value: unknown) => typeof value === "object" && value !== null;
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

function sumOf(records: readonly Record<string, number>[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const record of records)
    for (const [name, value] of Object.entries(record)) sums[name] = (sums[name] ?? 0) + value;
  return sums;
}

function largestOf(records: readonly Record<string, number>[]): Record<string, number> {
  const largest: Record<string, number> = {};
  for (const record of records)
    for (const [name, value] of Object.entries(record)) largest[name] = Math.max(largest[name] ?? 0, value);
  return largest;
}
