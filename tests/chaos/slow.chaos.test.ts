import postgres from "postgres";
import { afterEach, expect, it } from "vitest";
import { now, pause } from "../load/clock";
import { latencies } from "./latency";
import { database, SEED, seeded } from "./seed";
import { within } from "./slack";
import { Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

const FOLLOWERS = 60;
/** One of them: what is poured out stays in the rings of the log as well, and shall not hide what waits on sockets. */
const SLEEPERS = ["follower-0"];
const MEGABYTE = 1024 * 1024;
const HEARTBEAT_MS = 28_000;
const FLOOD_EVERY_MS = 400;

/** Writes into the sleepers' own streams as another process does: 40 entries of 64 KB each, for each of them. */
async function flood(sql: postgres.Sql, organizationId: string, names: string[]): Promise<void> {
  for (const name of names) {
    await sql`with bumped as (
        insert into streams (organization_id, name, seq) values (${organizationId}, ${name}, 40)
        on conflict (organization_id, name) do update set seq = streams.seq + 40 returning seq)
      insert into events (organization_id, stream, seq, id, event, data, "timestamp")
      select ${organizationId}, ${name}, bumped.seq - 40 + n, gen_random_uuid(), 'test:noise',
        json_build_object('noise', repeat('x', 65536)), now()
      from bumped, generate_series(1, 40) n`;
  }
}

it(`[R-13] I8: a consumer stops reading while a flood runs: it is cut off, nobody else notices, memory stays, it returns by its cursor ${seeded}`, async () => {
  const storage = await (await database("PostgreSQL")).create();
  const field = await Yard.open({
    storage,
    seed: SEED,
    followers: FOLLOWERS,
    writers: 4,
    paceMs: 40,
    plain: true,
  });
  yard = field;
  await field.write();
  await field.answered(100);
  const before = { memory: await field.server.memory(), at: now() };
  await field.crowd.ask("sleep", SLEEPERS);
  const streams = field.club.watchers.slice(0, SLEEPERS.length).map(({ userId }) => `user:${userId}`);
  const sql = postgres(storage.url ?? "", { max: 1, onnotice: () => {} });
  let most = before.memory;
  while ((await connected(field)) > FOLLOWERS - SLEEPERS.length && now() - before.at < within(HEARTBEAT_MS)) {
    await flood(sql, field.club.id, streams);
    await pause(FLOOD_EVERY_MS);
    most = Math.max(most, await field.server.memory());
  }
  await sql.end();
  const cutAt = now();
  // By the queue that they left, not by the heartbeat that they did not answer.
  const cut = field.server.printed.filter((line) => line.includes("a slow consumer is cut off"));
  expect(cut).toHaveLength(SLEEPERS.length);
  const grown = (most - before.memory) / MEGABYTE;
  expect(grown).toBeLessThan(64);
  await field.crowd.ask("wake", SLEEPERS);
  await field.healed();
  const evidence = await field.evidence();
  const others = evidence.clients.filter(({ name }) => !SLEEPERS.includes(name));
  const calm = latencies(evidence.writes, others, { to: before.at });
  const flooded = latencies(evidence.writes, others, { from: before.at, to: cutAt });
  const outcome = `cut off after ${Math.round(cutAt - before.at)} ms, memory grew by ${grown.toFixed(1)} MB`;
  console.info(`${outcome}; others' p99 ${calm.p99} ms before, ${flooded.p99} ms meanwhile`);
  expect(flooded.p99).toBeLessThan(within(Math.max(150, 2 * calm.p99)));
  expect(evidence.clients.filter(({ arrivals }) => arrivals > 1).map(({ name }) => name)).toEqual(SLEEPERS);
  expect(field.judge(evidence)).toEqual([]);
});

async function connected({ server }: Yard): Promise<number> {
  const answer = await fetch(`${server.url}/api/socket-health`);
  return ((await answer.json()) as { connectedClients: number }).connectedClients;
}
