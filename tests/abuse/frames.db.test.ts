import { afterAll, beforeAll, expect, it } from "vitest";
import { Chance } from "../harness/chance";
import { opened, sendStrangeFrames } from "./attackers";
import { Bystanders, type Felt } from "./bystanders";
import { RawConnection } from "./raw-connection";
import { Yard } from "./yard";
import type { YardState } from "./yard-process";

/** FUZZ_FRAMES=50000 is the long form. */
const FRAMES = Number(process.env.FUZZ_FRAMES) || 2_000;
/** MB; the collector and the compiler of a young process settle only in the long form. */
const GROWTH_MB = FRAMES >= 50_000 ? 20 : 60;
const chance = Chance.fresh();

let yard: Yard;
beforeAll(async () => {
  yard = await Yard.open();
});
afterAll(() => yard.close());

it(`[R-02] [R-03] [R-13] ${FRAMES} malformed requests and frames (FUZZ_SEED=${chance.seed}): the server lives, forgets them, and the phones feel nothing`, {
  timeout: 60_000 + FRAMES * 60,
}, async () => {
  const facts = await yard.club(4, Math.max(60, Math.ceil(FRAMES / 100)));
  const bystanders = await Bystanders.gather(yard, facts);
  bystanders.begin();
  // Upgraded and then silent, for as long as the server lets them: none may be left in the middle.
  for (let n = 0; n < 50; n++) await opened(new RawConnection(facts.port));
  const attack = { port: facts.port, chance, crowd: facts.crowd };
  const first = await sendStrangeFrames(attack, FRAMES / 2);
  const middle = await settled();
  const second = await sendStrangeFrames(attack, FRAMES / 2);
  const end = await settled();
  const felt = await bystanders.finish();

  if (process.env.FUZZ_FRAMES) console.info(report(first + second, middle, end, felt));

  expect(first + second).toBeGreaterThanOrEqual(FRAMES);
  expect([...middle.faults, ...end.faults]).toEqual([]);
  expect(end.rssMb - middle.rssMb).toBeLessThan(GROWTH_MB);
  expect(felt.clicks).toBeGreaterThan(5);
  // How little they feel is for a quiet machine to say; here it must not be that nobody is served.
  expect(summary(felt.rtts).p99).toBeLessThan(5_000);
});

const report = (frames: number, middle: YardState, end: YardState, { clicks, rtts }: Felt) => ({
  frames,
  rssMb: [middle.rssMb, end.rssMb],
  heapMb: [middle.heapMb, end.heapMb],
  loop: [middle.loop, end.loop],
  suspicions: [middle.suspicions.length, end.suspicions.length],
  clicks,
  rtts: summary(rtts),
});

const summary = (sorted: number[]) => ({
  rounds: sorted.length,
  p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
  p99: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
});

/** The state once all attackers are forgotten: only the five phones are connected, with the master's own requests. */
async function settled(): Promise<YardState> {
  for (let look = 1; ; look++) {
    const { clients, connections } = await yard.attendance();
    if (clients === 5 && connections <= 8) return yard.state();
    if (look === 200) throw new Error(`${clients} clients, ${connections} connections are left`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
