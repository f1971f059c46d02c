import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LiveSocket } from "@/lib/realtime/live-socket";
import { isPartial, mergeStats, type PartialStats, Stats } from "@/lib/realtime/stats";
import { Metrics } from "@/lib/telemetry/metrics";
import { percentilesOf, Samples } from "@/lib/telemetry/samples";

const NOTHING = { joins: 0, replayed: 0, resets: 0, refused: 0, limited: 0, slow: 0 };
const IDLE_BYTES = 95;
const MINUTE = 60_000;
/** On a full minute. */
const NOON = Date.parse("2026-11-20T12:00:00.000Z");

const share = (part: Partial<PartialStats> = {}): PartialStats => ({
  ...{ users: [], total: 0, byKind: {}, byStream: {}, series: Array(30).fill(0), byName: {} },
  ...{ commitToEmit: [], http: [], eventLoop: null, confirmations: null, bytes: 0, totals: NOTHING },
  ...part,
});
const merge = (parts: PartialStats[], pollBytes: number | null = 3_000) =>
  mergeStats(parts, { uptime: 61, pollBytes, at: new Date(NOON) });

/** A connection as far as it is counted: whose it is, and in which rooms. */
const connection = (organizationId: string, userId: string, ...streams: string[]) =>
  ({
    data: { actor: { organizationId, userId } },
    rooms: new Set(["its-own-id", ...streams.map((stream) => `org:${organizationId}:${stream}`)]),
  }) as unknown as LiveSocket;

describe("what one process counts", () => {
  let metrics: Metrics;
  let stats: Stats;
  beforeEach(() => {
    metrics = new Metrics();
    stats = new Stats(metrics);
  });
  afterEach(() => metrics.stop());
  const partial = (club: string, sockets: LiveSocket[] = [], now = NOON) =>
    stats.partial(club, sockets, null, now);

  it("[R-10] counts a club's events by name and by minute, the present one last", () => {
    stats.emitted("rodeo", "caddie:added", 200, NOON - 29 * MINUTE);
    stats.emitted("rodeo", "caddie:status_changed", 200, NOON - MINUTE);
    stats.emitted("rodeo", "caddie:status_changed", 200, NOON);
    stats.emitted("rodeo", "caddie:status_changed", 200, NOON + 1);
    const { series, byName } = partial("rodeo");
    expect(series).toEqual([1, ...Array(27).fill(0), 1, 2]);
    expect(byName).toEqual({ "caddie:added": 1, "caddie:status_changed": 3 });
  });

  it("[R-10] forgets minutes after half an hour, and keeps the names", () => {
    stats.emitted("rodeo", "caddie:added", 200, NOON - 30 * MINUTE);
    stats.emitted("rodeo", "caddie:deleted", 200, NOON);
    expect(partial("rodeo").series).toEqual([...Array(29).fill(0), 1]);
    expect(partial("rodeo").byName).toEqual({ "caddie:added": 1, "caddie:deleted": 1 });
  });

  it("[S-07] one club's numbers hold nothing of another's", () => {
    stats.emitted("otro", "caddie:added", 5_000, NOON);
    stats.asked("otro", 5_000, NOON);
    const phones = [connection("rodeo", "ana", "list-1", "org")];
    expect(partial("rodeo", phones)).toMatchObject({ byName: {}, bytes: IDLE_BYTES });
    expect(partial("rodeo").series).toEqual(Array(30).fill(0));
  });

  it("[R-10] counts a phone once for each kind of room, and in each of its rooms", () => {
    const phones = [
      connection("rodeo", "ana", "list-1", "list-2", "user:ana", "org", "admins"),
      connection("rodeo", "ana", "list-1", "list-2", "user:ana", "org", "admins"),
      connection("rodeo", "luis", "list-1", "user:luis", "org"),
    ];
    expect(partial("rodeo", phones)).toMatchObject({
      users: ["ana", "luis"],
      total: 3,
      byKind: { list: 3, user: 3, org: 3, admins: 2 },
      byStream: { "list-1": 3, "list-2": 2, user: 3, org: 3, admins: 2 },
    });
  });

  it("[C-20] counts the bytes of the last sixty seconds: of the minute before, as much as belongs to them", () => {
    stats.emitted("rodeo", "caddie:added", 1_000, NOON - 1);
    stats.emitted("rodeo", "caddie:added", 400, NOON + 15_000);
    stats.asked("rodeo", 90, NOON + 15_000);
    expect(partial("rodeo", [], NOON + 15_000).bytes).toBe(400 + 90 + 750);
    expect(partial("rodeo", [], NOON + 15_000).series.slice(-2)).toEqual([1, 1]);
    expect(partial("rodeo", [], NOON + MINUTE + 30_000).bytes).toBe(245);
  });
});

describe("what several processes say together", () => {
  it("[R-10] adds up connections, rooms and totals; a person with a phone on each is one person", () => {
    const one = share({
      ...{ users: ["ana", "luis"], total: 2, byKind: { list: 2 }, byStream: { "list-1": 2 } },
      totals: { ...NOTHING, joins: 6, resets: 1 },
    });
    const two = share({
      ...{ users: ["ana"], total: 1, byKind: { list: 1, admins: 1 }, byStream: { "list-2": 1 } },
      totals: { ...NOTHING, joins: 4, slow: 2 },
    });
    const stats = merge([one, two]);
    expect(stats.nodes).toBe(2);
    expect(stats.connections).toEqual({
      ...{ total: 3, users: 2 },
      byKind: { list: 3, admins: 1 },
      byStream: { "list-1": 2, "list-2": 1 },
    });
    expect(stats.totals).toEqual({ ...NOTHING, joins: 10, resets: 1, slow: 2 });
  });

  it("[R-10] counts an event once, though every process emits it", () => {
    const series = (...last: number[]) => [...Array(30 - last.length).fill(0), ...last];
    const both = [
      share({ series: series(4, 2, 1), byName: { "caddie:added": 7 } }),
      share({ series: series(4, 3, 0), byName: { "caddie:added": 6, "caddie:deleted": 1 } }),
    ];
    expect(merge(both).events).toEqual({
      perMinute: 3,
      series: series(4, 3, 1),
      byName: { "caddie:added": 7, "caddie:deleted": 1 },
    });
  });

  it("[R-10] adds up who confirmed, and takes percentiles over all of them, not over percentiles", () => {
    const phone = (name: string, since: string) => ({ userId: name, name, device: null, since });
    const [ana, luis] = [phone("Ana", "2026-11-20T11:40:00.000Z"), phone("Luis", "2026-11-20T11:20:00.000Z")];
    const one = {
      ...{ asked: 60, upToDate: 58, latencies: Array(58).fill(10), at: "2026-11-20T11:59:58.000Z" },
      behind: [ana, luis],
    };
    // As a process of an older version tells it: without names.
    const two = { asked: 43, upToDate: 40, latencies: Array(40).fill(84), at: "2026-11-20T11:59:56.000Z" };
    const stats = merge([share({ confirmations: one }), share({ confirmations: two }), share()]);
    expect(stats.delivery).toEqual({
      ...{ asked: 103, upToDate: 98, at: one.at },
      latency: { p50: 10, p95: 84, p99: 84, count: 98 },
      behind: [luis, ana],
    });
  });

  it("[R-10] tells of fifty who are behind, those who have been so the longest", () => {
    const behind = Array.from({ length: 60 }, (_, i) => ({
      ...{ userId: `${i}`, name: `${i}`, device: null },
      since: new Date(NOON - i * MINUTE).toISOString(),
    }));
    const confirmations = { asked: 60, upToDate: 0, latencies: [], at: "2026-11-20T11:59:58.000Z", behind };
    const { delivery } = merge([share({ confirmations })]);
    expect(delivery?.behind.map(({ userId }) => userId)).toEqual(
      Array.from({ length: 50 }, (_, i) => `${59 - i}`),
    );
  });

  it("[R-11] takes no share whose names are none", () => {
    const told = (behind: unknown) => ({
      ...share(),
      confirmations: { asked: 1, upToDate: 0, latencies: [], at: "2026-11-20T11:59:58.000Z", behind },
    });
    const bad = [1, "x", [null], [{ userId: 1 }], {}];
    expect(bad.map((behind) => isPartial(told(behind)))).toEqual(bad.map(() => false));
    expect(isPartial(told(undefined))).toBe(true);
    expect(isPartial(share())).toBe(true);
  });

  it("[R-10] says nothing where nothing was measured, and tells of the slowest event loop", () => {
    expect(merge([share()])).toMatchObject({
      latency: { commitToEmit: null, http: null, eventLoop: null },
      delivery: null,
    });
    const loop = (p99: number) => ({ p50: 1, p95: 2, p99, count: 9 });
    const both = [share({ eventLoop: loop(30) }), share({ eventLoop: loop(80) })];
    expect(merge(both).latency.eventLoop).toEqual(loop(80));
  });

  it("[C-20] sets the bytes beside what twelve polls a minute of as many phones would be", () => {
    const both = [share({ total: 60, bytes: 5_700 }), share({ total: 40, bytes: 3_800 })];
    expect(merge(both, 3_000).traffic).toEqual({ livePerMinute: 9_500, pollingPerMinute: 3_600_000 });
    expect(merge(both, null).traffic).toEqual({ livePerMinute: 9_500, pollingPerMinute: null });
  });
});

describe("percentiles", () => {
  it("are measured values: the smallest that so many do not exceed", () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentilesOf(hundred)).toEqual({ p50: 50, p95: 95, p99: 99, count: 100 });
    expect(percentilesOf([7.126])).toEqual({ p50: 7.13, p95: 7.13, p99: 7.13, count: 1 });
    expect(percentilesOf([])).toBeNull();
  });

  it("are of the latest measurements only", () => {
    const samples = new Samples(3);
    for (const value of [900, 1, 2, 3]) samples.add(value);
    expect(percentilesOf(samples.values)).toEqual({ p50: 2, p95: 3, p99: 3, count: 3 });
  });
});
