import { gzipSync } from "node:zlib";
import { Clicker } from "./clicker";
import { now, pause } from "./clock";
import { READY } from "./growth";
import { REFERENCE } from "./options";
import { cpuMs } from "./process-cost";
import type { Served } from "./servers";
import type { Stage } from "./stage";
import { Swarm } from "./swarm-handle";

/** What a minute of a hundred phones costs: bytes of both directions, requests, CPU milliseconds of the server. */
export interface Minute {
  bytes: number;
  requests: number;
  cpuMs: number;
}

export interface Traffic {
  clients: number;
  changesPerMinute: number;
  idle: Minute;
  live: Minute;
  polling: Minute;
  /** The same polls, had the answers been compressed. */
  pollingCompressedBytes: number;
}

const LISTS = [1, 2, 3];
/** As the page's own connection does it. */
const RTT_EVERY_MS = 600_000;
const HEARTBEAT_MS = 28_000;

/**
 * The same phones of all three lists, once with nothing happening, once with live events, once polling, under the same
 * changes. Counted in the steady state: nobody connects meanwhile.
 */
export async function measureTraffic({ club, sizes, ...stage }: Stage): Promise<Traffic> {
  const { windowMs } = sizes;
  const ours = await stage.start();
  const swarm = new Swarm();
  const admin = await club.adminToken();
  const tokens = await Promise.all(
    LISTS.map((list, n) => club.tokens(list, share(REFERENCE.clients, LISTS.length, n))),
  );
  const clickers = await Promise.all(
    LISTS.map(async (list) => new Clicker(ours.port, admin, await club.caddies(list))),
  );
  const change = async (n: number) => clickers[n % clickers.length]?.click();
  // A list in which something has happened once is announced every minute: an idle club is not an empty one.
  for (let n = 0; n < LISTS.length * 20; n++) await change(n);

  const names = LISTS.map((list) => `list-${list}`);
  const overMs = Math.min(HEARTBEAT_MS, windowMs / 2);
  await Promise.all(
    names.map((name, n) =>
      swarm.connect({
        ...{ name, port: ours.port, kind: "socket.io", tokens: tokens[n] ?? [], readyAt: READY.ours },
        ...{ rttEveryMs: RTT_EVERY_MS, overMs },
      }),
    ),
  );
  const socketBytes = async () => {
    const { received, sent } = await swarm.traffic(names);
    return { bytes: received + sent, requests: 0 };
  };
  const idle = await minute(ours, windowMs, socketBytes, null);
  const live = await minute(ours, windowMs, socketBytes, async (n) => {
    await Promise.all([swarm.next(names[n % names.length] ?? ""), change(n)]);
  });
  for (const name of names) await swarm.close(name);

  const everyMs = windowMs / REFERENCE.pollsPerWindow;
  await swarm.startPolling({ port: ours.port, path: "/api/caddies", everyMs, tokens: tokens.flat() });
  // Every phone has its connection before the count begins.
  await pause(everyMs * 2);
  const polled = async () => {
    const { received, sent, requests, failed } = await swarm.polled();
    if (failed > 0) throw new Error(`${failed} polls failed`);
    return { bytes: received + sent, requests };
  };
  const polling = await minute(ours, windowMs, polled, change);
  await swarm.stopPolling();
  for (const clicker of clickers) clicker.end();
  const saved = await Promise.all(tokens.map(([token = ""]) => compressible(ours.port, token)));
  await swarm.stop();
  await ours.child.stop();
  const pollingCompressedBytes = polling.bytes - (sum(saved) / saved.length) * polling.requests;
  const changesPerMinute = (REFERENCE.changesPerWindow * 60_000) / windowMs;
  return { clients: REFERENCE.clients, changesPerMinute, idle, live, polling, pollingCompressedBytes };
}

/** Bytes that compression would take off one answer; none where it is compressed already. */
async function compressible(port: number, token: string): Promise<number> {
  const headers = { cookie: `caddiePro_token=${token}` };
  const response = await fetch(`http://127.0.0.1:${port}/api/caddies`, { headers });
  const body = Buffer.from(await response.arrayBuffer());
  return response.headers.has("content-encoding") ? 0 : body.length - gzipSync(body).length;
}

async function minute(
  { child }: Served,
  windowMs: number,
  count: () => Promise<{ bytes: number; requests: number }>,
  change: ((n: number) => Promise<unknown>) | null,
): Promise<Minute> {
  const begun = now();
  const cpu = cpuMs(child.pid);
  const before = await count();
  const slot = windowMs / REFERENCE.changesPerWindow;
  for (let n = 0; n < REFERENCE.changesPerWindow; n++) {
    await pause(Math.max(0, begun + slot * (n + 0.5) - now()));
    await change?.(n);
  }
  await pause(Math.max(0, begun + windowMs - now()));
  const after = await count();
  const perMinute = 60_000 / (now() - begun);
  return {
    bytes: (after.bytes - before.bytes) * perMinute,
    requests: (after.requests - before.requests) * perMinute,
    cpuMs: (cpuMs(child.pid) - cpu) * perMinute,
  };
}

const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
const share = (total: number, parts: number, nth: number) =>
  Math.floor(total / parts) + (nth < total % parts ? 1 : 0);
