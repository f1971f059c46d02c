import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { now, pause } from "../load/clock";
import { spreadOf } from "../load/percentiles";
import { holdCounter } from "./counter-lock";
import { PostgresInstance } from "./postgres-instance";
import { database, SEED, seeded, sized } from "./seed";
import { within } from "./slack";
import { Yard } from "./yard";

let yard: Yard | undefined;
let instance: PostgresInstance | undefined;
afterEach(async () => {
  await yard?.close();
  instance?.drop();
  yard = instance = undefined;
});

/** A connection that may not exist yet or has just died is no failure of the server. */
const EXPECTED = /a connection could not be brought up to date/;

it(`[R-04] [C-16] I2 I6 I9: PostgreSQL crashes under load: changes are answered with 503 and Retry-After, sockets stay, nothing is lost ${seeded}`, async () => {
  const own = await PostgresInstance.start();
  instance = own;
  const dataDir = mkdtempSync(join(tmpdir(), "caddiepro-chaos-data-"));
  const drop = async () => rmSync(dataDir, { recursive: true, force: true });
  yard = await Yard.open({
    storage: { url: own.url, dataDir, drop },
    seed: SEED,
    followers: 100,
    pages: 8,
    writers: 8,
  });
  await yard.write();
  for (let n = 0; n < sized(1, 5); n++) {
    await yard.answered(40);
    own.halt();
    await pause(sized(500, 500 + yard.chance.upTo(9_000)));
    own.begin();
    console.info(`all at the head ${Math.round(await yard.healed())} ms after PostgreSQL answered again`);
  }
  await yard.answered(20);
  own.restart();
  await yard.healed();
  await yard.answered(20);
  yard.server.forgive(EXPECTED);
  const evidence = await yard.evidence();
  const answers = new Set(evidence.writes.flatMap((write) => write.answers));
  expect(answers).not.toContain(500);
  expect(evidence.writes.flatMap(({ failures }) => failures)).toEqual([]);
  expect(answers.has(503)).toBe(true);
  expect(evidence.writes.every(({ retryAfter }) => retryAfter)).toBe(true);
  // The database is away, not the server: nobody loses his connection for it.
  expect(evidence.clients.filter(({ arrivals }) => arrivals > 1).map(({ name }) => name)).toEqual([]);
  expect(yard.judge(evidence)).toEqual([]);
});

it(`[C-12] [C-17] I1 I6: a counter row is locked by somebody else: reads stay fast, changes wait and are not lost ${seeded}`, async () => {
  const storage = await (await database("PostgreSQL")).create();
  yard = await Yard.open({ storage, seed: SEED, followers: 40, pages: 4, writers: 12, paceMs: 10 });
  await yard.write();
  await yard.answered(60);
  const holder = await holdCounter(storage.url ?? "", yard.club.id, "list-1");
  const times: number[] = [];
  await holder.waited();
  for (const until = now() + sized(3_000, 10_000); now() < until; await pause(50)) {
    const begun = now();
    expect((await yard.auditor.board()).status).toBe(200);
    times.push(now() - begun);
  }
  await holder.release();
  await yard.healed();
  const { p50, p99 } = spreadOf(times);
  console.info(`reads beside a locked counter: p50 ${p50} ms, p99 ${p99} ms`);
  expect(p99).toBeLessThan(within(250));
  await yard.answered(40);
  expect(await yard.verdict()).toEqual([]);
});
