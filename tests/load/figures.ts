import type { Commits } from "./commits";
import type { Step } from "./growth";
import type { Memory } from "./memory";
import { round } from "./percentiles";
import type { Traffic } from "./traffic";

/** Everything that one run has measured. */
export interface Results {
  startMs: number[];
  traffic: Traffic;
  steps: Step[];
  memory: Memory;
  commits: Commits;
  pageScriptBytes: number;
}

/** One row of the table. */
export interface Figure {
  figure: string;
  value: number;
  unit: string;
  goal?: string;
  reached?: boolean;
}

const atMost = (figure: string, value: number, unit: string, goal: number): Figure => ({
  ...{ figure, value: round(value), unit },
  ...{ goal: `≤ ${goal}`, reached: value <= goal },
});
const atLeast = (figure: string, value: number, unit: string, goal: number): Figure => ({
  ...{ figure, value: round(value), unit },
  ...{ goal: `≥ ${goal}`, reached: value >= goal },
});
const plain = (figure: string, value: number, unit: string): Figure => ({
  figure,
  value: round(value),
  unit,
});

/** Goals in milliseconds for the steps that have one. */
const LATENCY_GOALS: Record<number, { p50?: number; p99: number }> = {
  100: { p50: 8, p99: 25 },
  1000: { p99: 50 },
};
const RATIO_STEP = 1000;
const KB = 1000;

/** The table: what was measured beside what it must reach. */
export function figuresOf({ startMs, traffic, steps, memory, commits, pageScriptBytes }: Results): Figure[] {
  const start = [...startMs].sort((a, b) => a - b)[Math.floor(startMs.length / 2)] ?? Number.NaN;
  return [
    ...steps.flatMap(latencies),
    ...steps.flatMap(ratios),
    ...trafficFigures(traffic),
    atMost(`memory per connection at ${memory.clients}`, memory.ours, "KB", 30),
    plain("  bare Socket.IO", memory.socketIo, "KB"),
    plain("  bare ws", memory.ws, "KB"),
    atLeast("commits through HTTP, one list", commits.http.oneList, "/s", 250),
    plain("commits through HTTP, three lists", commits.http.threeLists, "/s"),
    atLeast("commits in the core, one list", commits.core.oneList, "/s", 1000),
    atLeast("commits in the core, three lists", commits.core.threeLists, "/s", 3000),
    atMost("scripts of the board, gzipped", pageScriptBytes / 1024, "KiB", 180),
    atMost("npm start → healthy, median", start, "ms", 2000),
  ];
}

function latencies({ clients, ours, socketIo, ws }: Step): Figure[] {
  const goal = LATENCY_GOALS[clients];
  const name = `click → last of ${clients}`;
  const { p50, p95, p99, max } = ours.toLast;
  return [
    goal?.p50 ? atMost(`${name}, p50`, p50, "ms", goal.p50) : plain(`${name}, p50`, p50, "ms"),
    plain(`${name}, p95`, p95, "ms"),
    goal ? atMost(`${name}, p99`, p99, "ms", goal.p99) : plain(`${name}, p99`, p99, "ms"),
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
  const toSocketIo = ours.cpuPerBroadcast / socketIo.cpuPerBroadcast;
  const toWs = ours.cpuPerBroadcast / ws.cpuPerBroadcast;
  const [besideSocketIo, besideWs] = [
    `CPU per recipient at ${clients} ÷ Socket.IO`,
    `CPU per recipient at ${clients} ÷ ws`,
  ];
  const us = (cpuMs: number) => perRecipient(cpuMs, clients);
  return [
    plain(`CPU per recipient at ${clients}`, us(ours.cpuPerBroadcast), "µs"),
    plain("  bare Socket.IO", us(socketIo.cpuPerBroadcast), "µs"),
    plain("  bare ws", us(ws.cpuPerBroadcast), "µs"),
    clients === RATIO_STEP
      ? atMost(besideSocketIo, toSocketIo, "×", 1.05)
      : plain(besideSocketIo, toSocketIo, "×"),
    clients === RATIO_STEP ? atMost(besideWs, toWs, "×", 1.6) : plain(besideWs, toWs, "×"),
    plain(`first → last client at ${clients} ÷ Socket.IO, p50`, ours.fanOut.p50 / socketIo.fanOut.p50, "×"),
    plain(`click → last of ${clients} ÷ Socket.IO, p50`, ours.toLast.p50 / socketIo.toLast.p50, "×"),
  ];
}

function trafficFigures({ clients, changesPerMinute, idle, live, polling, ...rest }: Traffic): Figure[] {
  const at = `${clients} clients, ${round(changesPerMinute)} changes/min`;
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
