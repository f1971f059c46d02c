import type { Commits } from "./commits";
import type { Connections } from "./connections";
import { all, atLeast, atMost, type Figure, plain, upTo } from "./figures";
import type { Step } from "./growth";
import type { Jitter } from "./jitter";
import type { Nodes } from "./nodes";
import { median } from "./percentiles";
import type { Restart } from "./restart";
import type { Storm } from "./storm";
import type { Traffic } from "./traffic";
import type { BoardVisits } from "./visit";

// The rows of each section: what was measured beside what it must reach. A name that begins with spaces belongs to
// the row above it.

/** Goals in milliseconds for the steps that have one. */
const LATENCY_GOALS: Record<number, { p50?: number; p99: number }> = {
  100: { p50: 8, p99: 25 },
  1000: { p99: 50 },
};
const RATIO_GOALS: Record<number, { socketIo: number; ws: number }> = { 1000: { socketIo: 1.05, ws: 1.6 } };
/** Resident KB per connection. */
const MEMORY_GOALS: Record<number, number> = { 1000: 30, 10000: 18 };
/** Bytes of traffic are counted in thousands, scripts in 1,024s, as browsers' tools do. */
const KB = 1000;
const KIB = 1024;

export const growthRows = (steps: readonly Step[]): Figure[] => [
  ...steps.flatMap(latencies),
  ...steps.flatMap(ratios),
];

function latencies({ clients, ours, socketIo, ws }: Step): Figure[] {
  const goal = LATENCY_GOALS[clients];
  const name = `click → last of ${clients}`;
  const { p50, p95, p99, max } = ours.toLast;
  return [
    upTo(`${name}, p50`, p50, "ms", goal?.p50),
    plain(`${name}, p95`, p95, "ms"),
    upTo(`${name}, p99`, p99, "ms", goal?.p99),
    atMost(`${name}, slowest`, max, "ms", 100),
    plain("  first client of ours, p50", ours.toFirst.p50, "ms"),
    plain("  first → last client, p50", ours.fanOut.p50, "ms"),
    plain("  bare Socket.IO to the last, p50", socketIo.toLast.p50, "ms"),
    plain("  bare ws to the last, p50", ws.toLast.p50, "ms"),
    plain("  server CPU of a click", ours.cpuPerClick, "ms"),
    plain("  server CPU of its broadcast", ours.cpuPerBroadcast, "ms"),
  ];
}

/** Server CPU of one broadcast for one recipient, in microseconds. */
export const perRecipient = (cpuMs: number, clients: number) => (cpuMs * 1000) / clients;

function ratios({ clients, ours, socketIo, ws }: Step): Figure[] {
  const goal = RATIO_GOALS[clients];
  const name = `CPU per recipient at ${clients}`;
  const us = (cpuMs: number) => perRecipient(cpuMs, clients);
  return [
    plain(name, us(ours.cpuPerBroadcast), "µs"),
    plain("  bare Socket.IO", us(socketIo.cpuPerBroadcast), "µs"),
    plain("  bare ws", us(ws.cpuPerBroadcast), "µs"),
    upTo(`${name} ÷ Socket.IO`, ours.cpuPerBroadcast / socketIo.cpuPerBroadcast, "×", goal?.socketIo),
    upTo(`${name} ÷ ws`, ours.cpuPerBroadcast / ws.cpuPerBroadcast, "×", goal?.ws),
    plain(`first → last client at ${clients} ÷ Socket.IO, p50`, ours.fanOut.p50 / socketIo.fanOut.p50, "×"),
    plain(`click → last of ${clients} ÷ Socket.IO, p50`, ours.toLast.p50 / socketIo.toLast.p50, "×"),
  ];
}

export function connectionRows({ memory, held, others }: Connections): Figure[] {
  const { clients, broadcasts, toLast, kbAfter } = held;
  const kb = (kind: keyof typeof memory, nth: number) => memory[kind][nth]?.kb ?? Number.NaN;
  return [
    atMost(`others while ${clients} are told, p99`, others.during.p99, "ms", 150),
    plain("  p50", others.during.p50, "ms"),
    plain("  with nobody connected, p99", others.quiet.p99, "ms"),
    all("connections held", clients, "", clients),
    plain("  broadcasts that reached each of them", broadcasts, ""),
    plain("  click → last of them, p50", toLast.p50, "ms"),
    plain("  click → last of them, p99", toLast.p99, "ms"),
    plain("  memory of each afterwards", kbAfter, "KB"),
    ...memory.ours.flatMap(({ clients: at, kb: ours }, nth) => [
      upTo(`memory per connection at ${at}`, ours, "KB", MEMORY_GOALS[at]),
      plain("  bare Socket.IO", kb("socketIo", nth), "KB"),
      plain("  bare ws", kb("ws", nth), "KB"),
    ]),
  ];
}

export const stormRows = ({ clients, ours, socketIo, events, applied }: Storm): Figure[] => [
  atMost(`storm, all of ${clients} cut: cut → at the head, p95`, ours.p95, "ms", 1500),
  plain("  p50", ours.p50, "ms"),
  plain("  slowest", ours.max, "ms"),
  plain("  server CPU of one return", ours.cpuMs, "ms"),
  plain("  the same phones at a bare Socket.IO server, p95", socketIo.p95, "ms"),
  plain("  its CPU of one return", socketIo.cpuMs, "ms"),
  all("  applied once and in order", applied, "", events * clients),
];

export const restartRows = ({ clients, back, down, events, applied, retried }: Restart): Figure[] => [
  atMost(`kill -9 under ${clients}: listens again → at the head, p95`, back.p95, "ms", 2000),
  plain("  p50", back.p50, "ms"),
  plain("  slowest", back.max, "ms"),
  plain("  kill → listens again, p50", down.p50, "ms"),
  plain("  requests sent again under their key", retried, ""),
  all("  applied once and in order", applied, "", events * clients),
];

export const jitterRows = ({ clients, cuts, applied, expected, caughtUp }: Jitter): Figure[] => [
  all(`jitter, ${clients} phones: applied once and in order`, applied, "", expected),
  plain("  connections cut", cuts, ""),
  atMost("  made while away → applied, p99", caughtUp.p99, "ms", 2300),
  plain("  p50", caughtUp.p50, "ms"),
];

export const nodeRows = ({ clients, withRedis, withoutRedis }: Nodes): Figure[] => [
  atMost(`click on one process → last of ${clients} at the other, p99`, withRedis.p99, "ms", 50),
  plain("  p50", withRedis.p50, "ms"),
  plain("  without Redis, p50", withoutRedis.p50, "ms"),
  atMost("  without Redis, slowest", withoutRedis.max, "ms", 1000),
];

export function trafficRows({ clients, changesPerMinute, idle, live, polling, ...rest }: Traffic): Figure[] {
  const at = `${clients} clients, ${Number(changesPerMinute.toFixed(1))} changes/min`;
  return [
    atMost(`idle, ${clients} clients`, idle.bytes / KB, "KB/min", 10),
    atMost(`live, ${at}`, live.bytes / KB, "KB/min", 100),
    plain(`polling, ${at}`, polling.bytes / KB, "KB/min"),
    plain("  the same, compressed", rest.pollingCompressedBytes / KB, "KB/min"),
    plain("  polls", polling.requests, "/min"),
    plain("  server CPU idle", idle.cpuMs, "ms/min"),
    plain("  server CPU live", live.cpuMs, "ms/min"),
    plain("  server CPU polling", polling.cpuMs, "ms/min"),
    atMost("bytes, live ÷ polling", live.bytes / polling.bytes, "×", 0.02),
    plain("  the same, compressed polls", live.bytes / rest.pollingCompressedBytes, "×"),
    atMost("requests, live ÷ polling", live.requests / polling.requests, "×", 0.01),
    atMost("server CPU, live ÷ polling", live.cpuMs / polling.cpuMs, "×", 0.05),
  ];
}

export const commitRows = ({ http, core }: Commits): Figure[] => [
  atLeast("commits through HTTP, one list", http.oneList, "/s", 250),
  plain("commits through HTTP, three lists", http.threeLists, "/s"),
  atLeast("commits in the core, one list", core.oneList, "/s", 1000),
  atLeast("commits in the core, three lists", core.threeLists, "/s", 3000),
];

export const visitRows = ({ slowDown, cold, warm, scripts }: BoardVisits): Figure[] => [
  atMost("scripts of the board, gzipped", scripts.named / KIB, "KiB", 180),
  plain("  with the socket client", scripts.withSocket / KIB, "KiB"),
  plain("  all that is loaded until the page is live", scripts.untilLive / KIB, "KiB"),
  atMost(
    `a phone opens its board, CPU ÷ ${slowDown}, empty cache, median`,
    median(cold.map((v) => v.usable)),
    ...SECOND_AND_HALF,
  ),
  plain("  its rows are there", median(cold.map((v) => v.rows)), "ms"),
  atMost("  once more, warm cache", median(warm.map((v) => v.usable)), ...SECOND_AND_HALF),
  plain("  its rows are there", median(warm.map((v) => v.rows)), "ms"),
];
const SECOND_AND_HALF = ["ms", 1500] as const;

export const startRows = (startMs: readonly number[]): Figure[] => [
  atMost("npm start → healthy, median", median(startMs), "ms", 2000),
];
