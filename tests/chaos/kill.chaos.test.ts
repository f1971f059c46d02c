import { afterEach, describe, expect, it } from "vitest";
import { pause } from "../load/clock";
import { database, SEED, seeded, sized } from "./seed";
import { Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

describe.each(["PostgreSQL", "PGlite"] as const)("on %s", (name) => {
  const kills = sized(3, 20);

  it(`[R-04] [C-17] I1 I2 I4 I5 I6 I9: the server is killed ${kills} times under 8 writers and 200 clients, and nothing is lost or doubled ${seeded}`, async () => {
    const storage = await (await database(name)).create();
    yard = await Yard.open({ storage, seed: SEED, followers: 200, pages: 8, writers: 8 });
    await yard.write();
    const returns: number[] = [];
    for (let n = 0; n < kills; n++) {
      await yard.answered(20 + yard.chance.upTo(60));
      await yard.server.kill();
      await pause(yard.chance.upTo(400));
      await yard.server.start();
      returns.push(await yard.healed());
    }
    console.info(`${name}: back at the head after ${returns.map(Math.round).join(", ")} ms`);
    expect(await yard.verdict()).toEqual([]);
  });
});
