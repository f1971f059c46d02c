import { afterEach, expect, it } from "vitest";
import { now, pause } from "../load/clock";
import { latencies } from "./latency";
import { RedisInstance } from "./redis-instance";
import { database, SEED, seeded, sized } from "./seed";
import { within } from "./slack";
import { Yard } from "./yard";

let yard: Yard | undefined;
let redis: RedisInstance | undefined;
afterEach(async () => {
  await yard?.close();
  await redis?.kill();
  yard = redis = undefined;
});

/** Two nodes with writers, followers and pages on both. */
async function cluster(present: boolean): Promise<{ field: Yard; own: RedisInstance }> {
  const own = await RedisInstance.create();
  redis = own;
  if (present) await own.start();
  const storage = await (await database("PostgreSQL")).create();
  const load = { followers: 60, pages: 8, writers: 6, paceMs: 60 };
  const field = await Yard.open({ storage, seed: SEED, nodes: 2, env: { REDIS_URL: own.url }, ...load });
  yard = field;
  return { field, own };
}

/** What the other node hears by its poll alone: 800 ms, and the reading. */
const LATE_MS = 1_000;

it(`[R-11] I12: Redis is killed, flushed and cut with writers on two nodes: nothing is lost, nothing is later than a second, all is as before by itself ${seeded}`, async () => {
  const { field, own } = await cluster(true);
  await field.write();
  await field.answered(60);
  const away = now();
  await own.kill();
  await pause(sized(4_000, 25_000));
  const back = now();
  await own.start();
  await field.healed();
  await own.flush();
  await field.answered(40);
  await own.cutClients();
  await field.healed();
  await pause(3_000);
  const calm = now();
  await field.answered(60);
  const evidence = await field.evidence();
  const lost = latencies(evidence.writes, evidence.clients, { from: away, to: back });
  const settled = latencies(evidence.writes, evidence.clients, { from: calm });
  console.info(
    `delivery without Redis: p50 ${lost.p50} ms, p99 ${lost.p99} ms; with it again: p99 ${settled.p99} ms`,
  );
  expect(lost.p99).toBeLessThan(within(LATE_MS + 250));
  // No poll lies within this: hints carry the news again.
  expect(settled.p95).toBeLessThan(within(400));
  expect(evidence.clients.filter(({ arrivals }) => arrivals > 1).map(({ name }) => name)).toEqual([]);
  expect(field.judge(evidence)).toEqual([]);
});

it(`[R-11] I12: Redis is absent from the start: two nodes serve all the same, and take it when it comes ${seeded}`, async () => {
  const { field, own } = await cluster(false);
  await field.write();
  const begun = now();
  await field.answered(80);
  const there = now();
  await own.start();
  await pause(3_000);
  const calm = now();
  await field.answered(60);
  const evidence = await field.evidence();
  const alone = latencies(evidence.writes, evidence.clients, { from: begun, to: there });
  const joined = latencies(evidence.writes, evidence.clients, { from: calm });
  console.info(`delivery before Redis: p99 ${alone.p99} ms; after: p95 ${joined.p95} ms`);
  expect(alone.p99).toBeLessThan(within(LATE_MS + 250));
  expect(joined.p95).toBeLessThan(within(400));
  expect(field.judge(evidence)).toEqual([]);
});
