import type { SystemStats } from "../../lib/realtime/contract";

/** A club on a busy morning: 98 of its 103 phones are up to date. */
export function busyMorning(change: Partial<SystemStats> = {}): SystemStats {
  const percentiles = (p50: number, p95: number, p99: number, count: number) => ({ p50, p95, p99, count });
  const behind = (name: string, device: string | null, minutes: number) => ({
    ...{ userId: name, name, device },
    since: new Date(Date.now() - minutes * 60_000).toISOString(),
  });
  return {
    at: new Date().toISOString(),
    nodes: 2,
    uptime: 3 * 86_400 + 4 * 3_600,
    connections: {
      ...{ total: 103, users: 101 },
      byKind: { list: 103, user: 103, org: 103, admins: 2 },
      byStream: { "list-1": 42, "list-2": 40, "list-3": 25, user: 103, org: 103, admins: 2 },
    },
    events: {
      perMinute: 12,
      series: [...Array(26).fill(0), 3, 7, 12, 5],
      byName: { "caddie:status_changed": 1_234, "caddie:added": 2, "outing:updated": 40, "club:changed": 1 },
    },
    latency: {
      commitToEmit: percentiles(1.24, 3.4, 8.06, 500),
      http: percentiles(6, 21, 48, 500),
      eventLoop: percentiles(0.1, 2, 7, 90_000),
    },
    delivery: {
      ...{ asked: 103, upToDate: 98, at: new Date().toISOString() },
      latency: percentiles(31, 84, 240, 98),
      behind: [
        behind("Óscar Marín", "Android · Chrome", 41),
        behind("Óscar Marín", null, 12),
        behind("Alejandro Ríos", "iPhone · Safari", 9),
        behind("Wilmar Castaño", "Android · Samsung Internet", 3),
        behind("Jairo Londoño", "Android · Chrome", 0),
      ],
    },
    traffic: { livePerMinute: 28_800, pollingPerMinute: 3_600_000 },
    totals: { joins: 515, replayed: 61, resets: 3, refused: 4, limited: 0, slow: 1 },
    ...change,
  };
}
