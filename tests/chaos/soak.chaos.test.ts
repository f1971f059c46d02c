import { afterEach, expect, it } from "vitest";
import { now, pause } from "../load/clock";
import { latencies } from "./latency";
import { database, SEED, SOAK_MINUTES, seeded } from "./seed";
import { within } from "./slack";
import { Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

const MEGABYTE = 1024 * 1024;
const MINUTE_MS = 60_000;

it.skipIf(SOAK_MINUTES <= 0)(
  `[C-19] I8: ${SOAK_MINUTES} minutes of a busy club with a restless network: no growth, no slowing down, nothing lost ${seeded}`,
  async () => {
    const storage = await (await database("PostgreSQL")).create();
    const load = { followers: 200, pages: 12, writers: 4, paceMs: 400 };
    const field = await Yard.open({ storage, seed: SEED, ...load });
    yard = field;
    await field.write();
    const memory: number[] = [];
    const began = now();
    for (let minute = 1; minute <= SOAK_MINUTES; minute++) {
      while (now() - began < minute * MINUTE_MS) {
        await pause(1_000 + field.chance.upTo(4_000));
        // A phone comes back every half minute or so, well below what a user may do.
        field.network.cut(0.05);
      }
      memory.push((await field.server.memory()) / MEGABYTE);
      console.info(`minute ${minute}: ${memory.at(-1)?.toFixed(1)} MB`);
    }
    field.network.heal();
    await field.healed();
    const evidence = await field.evidence();
    const span = (SOAK_MINUTES * MINUTE_MS) / 3;
    const first = latencies(evidence.writes, evidence.clients, { from: began, to: began + span });
    const last = latencies(evidence.writes, evidence.clients, { from: began + 2 * span });
    console.info(`delivery p50 ${first.p50} ms in the first third, ${last.p50} ms in the last`);
    // The rings and prepared statements fill in the first third; after it nothing may.
    const settled = memory[Math.floor(memory.length / 3)] ?? 0;
    expect(memory.at(-1)).toBeLessThan(settled * 1.15 + 8);
    expect(last.p50).toBeLessThan(within(Math.max(20, 2 * first.p50)));
    expect(field.judge(evidence)).toEqual([]);
  },
);
