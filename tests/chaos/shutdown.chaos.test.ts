import { afterEach, describe, expect, it } from "vitest";
import { pause } from "../load/clock";
import { holdCounter } from "./counter-lock";
import { database, SEED, seeded, sized } from "./seed";
import { within } from "./slack";
import { Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

describe.each(["PostgreSQL", "PGlite"] as const)("on %s", (name) => {
  it(`[R-12] I6: SIGTERM under load: clients are told, what is under way is finished, it exits in order within 5 s ${seeded}`, async () => {
    const storage = await (await database(name)).create();
    yard = await Yard.open({ storage, seed: SEED, followers: 100, pages: 8, writers: 8, paceMs: 4 });
    await yard.write();
    for (let n = 0; n < sized(2, 10); n++) {
      await yard.answered(40);
      const { code, signal, ms } = await yard.server.terminate();
      console.info(`${name}: it ended by itself after ${Math.round(ms)} ms`);
      // 1 is the emergency exit: something was still open when the time was up.
      expect({ code, signal }).toEqual({ code: 0, signal: null });
      expect(ms).toBeLessThan(within(5_000));
      await yard.server.start();
      await yard.healed();
    }
    const evidence = await yard.evidence();
    const told = evidence.clients.filter(({ shutdowns }) => shutdowns >= sized(2, 10));
    expect(told.length).toBe(evidence.clients.length);
    expect(yard.judge(evidence)).toEqual([]);
  });
});

it(`[R-12] a change that is being made when SIGTERM comes is answered before the end ${seeded}`, async () => {
  const storage = await (await database("PostgreSQL")).create();
  const field = await Yard.open({ storage, seed: SEED, followers: 5, writers: 1 });
  yard = field;
  const holder = await holdCounter(storage.url ?? "", field.club.id, "admins");
  // Its last statement waits for the counter, with everything before it done.
  const change = field.auditor.update(field.club.caddieIds[0] ?? "", { phoneNumber: "300 1111" });
  await holder.waited();
  const ended = field.server.terminate();
  await pause(1_000);
  await holder.release();
  expect((await change).status).toBe(200);
  expect((await ended).code).toBe(0);
  await field.server.start();
  expect(await field.verdict()).toEqual([]);
});

it(`[R-11] [R-12] [C-17]: two nodes are restarted one after the other, and nobody misses or doubles anything ${seeded}`, async () => {
  const storage = await (await database("PostgreSQL")).create();
  yard = await Yard.open({ storage, seed: SEED, nodes: 2, followers: 100, pages: 8, writers: 6 });
  await yard.write();
  for (let n = 0; n < sized(1, 5); n++) {
    for (const server of yard.servers) {
      await yard.answered(30);
      expect((await server.terminate()).code).toBe(0);
      await pause(yard.chance.upTo(500));
      await server.start();
      await yard.healed();
    }
    // And without a word: one dies, its clients move over.
    const server = yard.chance.pick(yard.servers);
    await server.kill();
    await yard.healed();
    await server.start();
  }
  expect(await yard.verdict()).toEqual([]);
});
