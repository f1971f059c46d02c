import { randomUUID } from "node:crypto";
import { afterEach, expect, it } from "vitest";
import { turns } from "@/lib/caddies/tables";
import type { Db } from "@/lib/db/client";
import { now, pause } from "../load/clock";
import type { ChaosClub } from "./club";
import { latencies } from "./latency";
import { database, SEED, seeded } from "./seed";
import { within } from "./slack";
import { Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

const FOLLOWERS = 18;
/** All of list 1: the followers are dealt round the lists. */
const SLEEPERS = ["follower-0", "follower-3", "follower-6"];
const MEGABYTE = 1024 * 1024;
const HEARTBEAT_MS = 28_000;
/** Each makes an event of this caddie 27 bytes longer. */
const TURNS = 6_000;
const busy = ({ caddieIds }: ChaosClub) => caddieIds.slice(0, 4);

/** Caddies who had so many turns since yesterday that one change of theirs weighs 160 KB: a flood that fills a network. */
async function longDay(db: Db, club: ChaosClub): Promise<void> {
  const startedBy = club.admins[0]?.userId ?? "";
  const began = Date.now() - 40 * 3_600_000;
  for (const caddieId of busy(club)) {
    await db.insert(turns).values(
      Array.from({ length: TURNS }, (_, n) => {
        const startedAt = new Date(began + n * 20_000);
        const whose = { id: randomUUID(), organizationId: club.id, caddieId, listNumber: 1, startedBy };
        return { ...whose, status: "finished" as const, startedAt, endedAt: startedAt };
      }),
    );
  }
}

it(`[R-13] I8: consumers stop reading while a flood runs: they are cut off, nobody else notices, memory stays, they return by their cursors ${seeded}`, async () => {
  const storage = await (await database("PostgreSQL")).create();
  const flood = { writers: 4, paceMs: 10, plain: true, changed: busy, furnish: longDay };
  yard = await Yard.open({ storage, seed: SEED, followers: FOLLOWERS, ...flood });
  await yard.write();
  await yard.answered(100);
  const before = { memory: await yard.server.memory(), at: now() };
  await yard.crowd.ask("sleep", SLEEPERS);
  const awake = FOLLOWERS - SLEEPERS.length;
  let most = before.memory;
  while ((await connected(yard)) > awake && now() - before.at < within(60_000)) {
    most = Math.max(most, await yard.server.memory());
    await pause(250);
  }
  const cutAt = now();
  expect(await connected(yard)).toBe(awake);
  // By the queue that it leaves, not by the heartbeat that it does not answer.
  expect(yard.server.printed.filter((line) => line.includes("a slow consumer is cut off"))).toHaveLength(3);
  expect(cutAt - before.at).toBeLessThan(within(HEARTBEAT_MS));
  const grown = (most - before.memory) / MEGABYTE;
  expect(grown).toBeLessThan(64);
  await yard.crowd.ask("wake", SLEEPERS);
  await yard.healed();
  const evidence = await yard.evidence();
  const others = evidence.clients.filter(({ name }) => !SLEEPERS.includes(name));
  const calm = latencies(evidence.writes, others, { to: before.at });
  const flooded = latencies(evidence.writes, others, { from: before.at, to: cutAt });
  const cut = `cut off after ${Math.round(cutAt - before.at)} ms, memory grew by ${grown.toFixed(1)} MB`;
  console.info(`${cut}; others' p99 ${calm.p99} ms before, ${flooded.p99} ms meanwhile`);
  expect(flooded.p99).toBeLessThan(within(Math.max(150, 2 * calm.p99)));
  expect(evidence.clients.filter(({ arrivals }) => arrivals > 1).map(({ name }) => name)).toEqual(SLEEPERS);
  expect(yard.judge(evidence)).toEqual([]);
});

async function connected({ server }: Yard): Promise<number> {
  const answer = await fetch(`${server.url}/api/socket-health`);
  return ((await answer.json()) as { connectedClients: number }).connectedClients;
}
