import type { Percentiles, SystemStats } from "../lib/realtime/contract";

/** What a chart over time shows at one moment. All values null: nothing was heard here, and no line is drawn across. */
export interface SystemPoint {
  /** Milliseconds since 1970, on the server's clock. */
  at: number;
  connections: number | null;
  /** COMMIT → written to the last socket. */
  commitToEmit: Percentiles | null;
  /** Heads asked → confirmed by the phone. */
  delivery: Percentiles | null;
}

const KEEP_MS = 30 * 60_000;
/** Half an hour in at most 180 points: more than a phone has pixels for, few enough to draw every two seconds. */
const SPACING_MS = 10_000;
/** Longer than the slowest way to be told (a poll every 5 s, and a late one). */
const SILENCE_MS = 16_000;

/** Adds what was just told. The latest point moves along until it is far enough from the one before it. */
export function addPoint(history: readonly SystemPoint[], stats: SystemStats): readonly SystemPoint[] {
  const at = Date.parse(stats.at);
  const point: SystemPoint = {
    at,
    connections: stats.connections.total,
    commitToEmit: stats.latency.commitToEmit,
    delivery: stats.delivery?.latency ?? null,
  };
  const last = history.at(-1);
  if (last && at <= last.at) return history;
  const kept = history.filter((p) => p.at > at - KEEP_MS);
  if (last && at - last.at > SILENCE_MS) {
    return [...kept, { at: last.at + 1, connections: null, commitToEmit: null, delivery: null }, point];
  }
  const before = kept.at(-2);
  const settled = !before || (last?.at ?? 0) - before.at >= SPACING_MS;
  return [...(settled ? kept : kept.slice(0, -1)), point];
}
