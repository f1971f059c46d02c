import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Percentiles } from "../realtime/contract";
import { Samples } from "./samples";

/** Seconds. A click should be everywhere within 25 ms and never later than 100 ms, so the buckets are fine there. */
const LATENCY = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const REPLAYS = [0, 1, 5, 10, 50, 100, 500, 1000];

/** Each check wakes the process: a hundred a second cost an idle server more than all of its phones did. */
const LOOP_CHECK_MS = 50;
/** prom-client watches the event loop a second time; ours is the one that is read. */
const LIBRARY_LOOP_CHECK_MS = 1_000;

type LimitName = "events" | "connects" | "failures" | "logins" | "message_bytes";

/**
 * What this process counts about itself: for Prometheus (`/api/metrics`), and in part for the admin's page. The names
 * are relied on by docs/grafana; one that goes breaks a test.
 */
export class Metrics {
  readonly registry = new Registry();
  /** Milliseconds of the latest requests and emits. */
  readonly http = new Samples();
  readonly commitToEmit = new Samples();
  /** Since the start. */
  readonly totals = { joins: 0, replayed: 0, resets: 0, refused: 0, limited: 0, slow: 0 };
  readonly #loop: IntervalHistogram = monitorEventLoopDelay({ resolution: LOOP_CHECK_MS });

  readonly #joins = this.#counter("joins_total", "Rooms that sockets were put into");
  readonly #events = this.#counter("events_total", "Events of record emitted to local rooms", ["event"]);
  readonly #refused = this.#counter("handshakes_refused_total", "Connections refused", ["code"]);
  readonly #limited = this.#counter("limits_hit_total", "Requests, events or connections beyond a limit", [
    "limit",
  ]);
  readonly #resets = this.#counter("resets_total", "Streams that a client had to load anew");
  readonly #slow = this.#counter("slow_consumers_total", "Connections cut off because they did not read");
  readonly #pushes = this.#counter("pushes_total", "Messages handed to push services, by how they took it", [
    "outcome",
  ]);
  readonly #emitLag = this.#histogram(
    "emit_lag_seconds",
    "Event's timestamp to its emit in this process",
    LATENCY,
  );
  readonly #commitToEmit = this.#histogram(
    "commit_to_emit_seconds",
    "COMMIT in this process to the write to the last local socket",
    LATENCY,
  );
  readonly #http = this.#histogram("http_request_seconds", "Answers of /api", LATENCY, [
    "method",
    "route",
    "status",
  ]);
  readonly #replay = this.#histogram(
    "replay_events",
    "Entries replayed to a client that joined with a cursor",
    REPLAYS,
  );

  constructor() {
    collectDefaultMetrics({
      register: this.registry,
      eventLoopMonitoringPrecision: LIBRARY_LOOP_CHECK_MS,
    });
    this.#loop.enable();
  }

  /** A number that is read when somebody asks for it. @param name without the prefix */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name: `caddiepro_${name}`,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  observeHttp(method: string, route: string, status: number, ms: number): void {
    this.#http.observe({ method, route, status: String(status) }, ms / 1000);
    this.http.add(ms);
  }

  /** @param sinceCommitMs only where this process committed it */
  observeEmit(event: string, lagMs: number, sinceCommitMs: number | undefined): void {
    this.#events.inc({ event });
    this.#emitLag.observe(Math.max(0, lagMs) / 1000);
    if (sinceCommitMs === undefined) return;
    this.#commitToEmit.observe(sinceCommitMs / 1000);
    this.commitToEmit.add(sinceCommitMs);
  }

  joined(): void {
    this.#joins.inc();
    this.totals.joins++;
  }

  /** How many entries a cursor missed. */
  replayed(entries: number): void {
    this.#replay.observe(entries);
    this.totals.replayed += entries;
  }

  reset(): void {
    this.#resets.inc();
    this.totals.resets++;
  }

  refused(code: string): void {
    this.#refused.inc({ code });
    this.totals.refused++;
  }

  limited(limit: LimitName): void {
    this.#limited.inc({ limit });
    this.totals.limited++;
  }

  slow(): void {
    this.#slow.inc();
    this.totals.slow++;
  }

  /** @param outcome one of lib/push/vocabulary.ts */
  pushed(outcome: string): void {
    this.#pushes.inc({ outcome });
  }

  /** How late the event loop was, in milliseconds. */
  eventLoop(): Percentiles | null {
    if (this.#loop.count === 0) return null;
    // It measures from check to check, in nanoseconds: what is beyond the pause between them is the delay.
    const at = (p: number) =>
      Math.max(0, Math.round(this.#loop.percentile(p) / 1e4 - LOOP_CHECK_MS * 100) / 100);
    return { p50: at(50), p95: at(95), p99: at(99), count: this.#loop.count };
  }

  stop(): void {
    this.#loop.disable();
    this.registry.clear();
  }

  #counter<L extends string = never>(name: string, help: string, labelNames: L[] = []): Counter<L> {
    return new Counter({ name: `caddiepro_${name}`, help, labelNames, registers: [this.registry] });
  }

  #histogram<L extends string = never>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: L[] = [],
  ): Histogram<L> {
    return new Histogram({
      name: `caddiepro_${name}`,
      help,
      buckets,
      labelNames,
      registers: [this.registry],
    });
  }
}
