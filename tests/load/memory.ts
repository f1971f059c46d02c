import { pause } from "./clock";
import { READY } from "./growth";
import { rssKb } from "./process-cost";
import type { Served } from "./servers";
import type { Swarm } from "./swarm-handle";

/** Code that runs for the first time takes memory too: a few connections come and go before. */
const WARM_UP = 50;

export interface Rising {
  clients: number;
  /** Resident KB that each of these connections costs. */
  kb: number;
}

/**
 * Opens the connections of one fresh process in steps, reads its memory after each, and leaves them all open. Fresh,
 * because memory that a process once had it keeps, and a later connection would seem to cost nothing.
 */
export async function measureRising(
  { name, served, swarm }: { name: keyof typeof READY; served: Served; swarm: Swarm },
  tokens: readonly string[],
  steps: readonly number[],
): Promise<{ withoutKb: number; rising: Rising[] }> {
  const kind = name === "ws" ? "ws" : "socket.io";
  const open = (some: readonly string[]) =>
    swarm.connect({ name, port: served.port, kind, tokens: [...some], readyAt: READY[name] });
  await open(tokens.slice(0, WARM_UP));
  await swarm.close(name);
  const withoutKb = await settledRss(served);
  await open([]);
  const rising: Rising[] = [];
  for (const [nth, clients] of steps.entries()) {
    await swarm.grow(name, tokens.slice(steps[nth - 1] ?? 0, clients));
    rising.push({ clients, kb: ((await settledRss(served)) - withoutKb) / clients });
  }
  return { withoutKb, rising };
}

/** Resident KB of a server after its garbage was collected. */
export async function settledRss({ child }: Served): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await pause(500);
    await child.ask("gc");
  }
  return rssKb(child.pid);
}
