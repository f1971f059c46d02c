import { afterEach, expect, it } from "vitest";
import { now, pause } from "../load/clock";
import type { Weather } from "./network";
import { database, SEED, seeded, sized } from "./seed";
import { within } from "./slack";
import { HEAL_MS, Yard } from "./yard";

let yard: Yard | undefined;
afterEach(async () => {
  await yard?.close();
  yard = undefined;
});

const storm = async (followers: number, watchers: number) => {
  const storage = await (await database("PostgreSQL")).create();
  yard = await Yard.open({ storage, seed: SEED, followers, watchers, pages: 8, writers: 4, paceMs: 60 });
  return yard;
};

it(`[R-13] [C-17] I4 I6 I9: delay, resets, black holes, half-open lines, split bytes and a trickle: all are at the head when it clears ${seeded}`, async () => {
  const field = await storm(120, 40);
  const { network, chance } = field;
  const some = (): Weather =>
    chance.pick<Weather>([
      { kind: "clear" },
      { kind: "delay", ms: chance.upTo(400) },
      { kind: "split" },
      { kind: "throttle", bytesPerSecond: 4_000 + chance.upTo(60_000) },
      { kind: "blackhole" },
      { kind: "half-open" },
    ]);
  network.weather = some;
  await field.write();
  const until = now() + sized(20_000, 300_000);
  let cuts = 0;
  while (now() < until) {
    await pause(chance.upTo(800));
    const dice = chance.upTo(6);
    if (dice <= 2) cuts += network.cut(0.1 * chance.next());
    else if (dice <= 5) network.change(0.2, some);
    else {
      network.down = !network.down;
      if (network.down) cuts += network.cut(0.2);
    }
  }
  network.heal();
  const healed = await field.healed();
  console.info(`${cuts} connections were reset; all at the head ${Math.round(healed)} ms after it cleared`);
  expect(healed).toBeLessThan(HEAL_MS);
  expect(await field.verdict()).toEqual([]);
});

it(`[C-19] [C-17] I9: all connections are cut at once, and all are at the head again, with nothing lost ${seeded}`, async () => {
  for (const clients of sized([300], [1000, 2000])) {
    const field = await storm(clients, sized(30, 80));
    await field.write();
    await field.answered(20);
    const cut = field.network.cut();
    expect(cut).toBeGreaterThan(clients);
    const healed = await field.healed();
    console.info(`${cut} connections cut: all at the head after ${Math.round(healed)} ms`);
    expect(await field.verdict()).toEqual([]);
    await field.close();
    yard = undefined;
  }
});

it(`[R-09] what is tapped without a network is sent once on return, in the order of the taps ${seeded}`, async () => {
  const field = await storm(10, 4);
  const { network, club } = field;
  network.down = true;
  network.cut();
  const rounds = sized(6, 30);
  const taps = club.caddieIds
    .slice(0, rounds)
    .flatMap((caddieId) => [
      { caddieId, status: "Ausente" } as const,
      { caddieId, status: "Disponible" } as const,
    ]);
  await field.pages.ask("tap", { name: "page-0", taps });
  // Some are sent into the void, and their answers with them.
  await pause(1_000);
  network.heal();
  network.weather = () => ({ kind: field.chance.upTo(3) === 1 ? "half-open" : "clear" });
  const jolts = setInterval(() => network.cut(0.5), 400);
  await pause(sized(2_000, 20_000));
  clearInterval(jolts);
  network.heal();
  expect(await field.pages.ask("tapped", within(30_000), within(40_000))).toEqual(expect.any(Number));
  const evidence = await field.evidence();
  const made = evidence.ledger.entries.filter(({ opId }) => opId?.startsWith("page-0-tap-"));
  expect(made.map(({ opId }) => Number(opId?.split("-").at(-1)))).toEqual(taps.map((_, n) => n));
  expect(field.judge(evidence)).toEqual([]);
});

it(`[C-15] a page whose line died without a word finds out when it is shown again, within 3 s ${seeded}`, async () => {
  const field = await storm(0, 4);
  await field.write();
  await field.answered(5);
  field.network.change(1, () => ({ kind: "half-open" }));
  await field.answered(5);
  const begun = now();
  await field.pages.ask("wake");
  // New lines are whole, the old ones stay dead: nothing but the page itself can notice.
  await field.healed();
  expect(now() - begun).toBeLessThan(within(3_000));
  expect(await field.verdict()).toEqual([]);
});
