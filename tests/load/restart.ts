import { Chance } from "../harness/chance";
import { now, pause } from "./clock";
import { LOUD } from "./club";
import { Crowd } from "./crowd-handle";
import { type Spread, spreadOf } from "./percentiles";
import { launchOurs } from "./servers";
import type { Stage } from "./stage";
import { STREAM } from "./storm";
import { Writer } from "./writer";

export interface Restart {
  clients: number;
  times: number;
  /** Milliseconds from the first 200 of `/api/health` until a client is at the head; 0 for one that was there before. */
  back: Spread;
  /** Milliseconds from the kill to that first 200. */
  down: Spread;
  /** Changes committed around the kills; each client has to apply each of them once and in order. */
  events: number;
  applied: number;
  /** Requests that had to be sent again under their key. */
  retried: number;
}

const CHANGES_PER_SECOND = 10;

/** `kill -9` of the server under its clients and a writer, and the same server started again at once. */
export async function measureRestart({ club, sizes, ours, ...stage }: Stage): Promise<Restart> {
  const { clients, times } = sizes.restart;
  const tokens = await club.crowd(clients);
  const { seed } = Chance.fresh();
  stage.say(`  seed ${seed}, FUZZ_SEED repeats it`);
  let served = await stage.start();
  const { port } = served;
  const crowd = new Crowd();
  await crowd.open({ port, tokens, seed });
  const begun = await club.head();
  const writer = new Writer({ port, token: await club.adminToken() }, await club.caddies(LOUD));
  writer.start(CHANGES_PER_SECOND);
  const back: number[] = [];
  const down: number[] = [];
  for (let n = 0; n < times; n++) {
    await pause(sizes.steadyMs);
    const returns = crowd.returns();
    const killedAt = now();
    await served.child.kill();
    const launched = await launchOurs({ ...ours, port });
    served = launched;
    const [healthyAt, at] = await Promise.all([launched.healthyAt, returns]);
    down.push(healthyAt - killedAt);
    back.push(...at.map((time) => Math.max(0, time - healthyAt)));
  }
  await writer.stop();
  const head = await club.head();
  const { applied } = await crowd.audit(STREAM, { seq: head, applied: (head - begun) * clients });
  if (head - begun !== writer.answered) {
    throw new Error(`${writer.answered} changes were answered, ${head - begun} are in the log`);
  }
  await crowd.stop();
  await served.child.stop();
  const { retried } = writer;
  return {
    clients,
    times,
    back: spreadOf(back),
    down: spreadOf(down),
    events: head - begun,
    applied,
    retried,
  };
}
