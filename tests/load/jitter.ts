import { Chance } from "../harness/chance";
import { LOUD } from "./club";
import { Crowd } from "./crowd-handle";
import type { Spread } from "./percentiles";
import type { Stage } from "./stage";
import { STREAM } from "./storm";
import { Writer } from "./writer";

export interface Jitter {
  clients: number;
  /** Connections cut meanwhile. */
  cuts: number;
  /** Events that reached a client once and in order, of so many. */
  applied: number;
  expected: number;
  /** Milliseconds from the server's time of an event to its application, for events of the time when a client was away. */
  caughtUp: Spread;
}

/** A club with bad radio: each phone is cut again and again and stays away for a while, as changes go on. */
export async function measureJitter({ club, sizes, ...stage }: Stage): Promise<Jitter> {
  const { clients, events, perSecond, everyMs, offlineMs } = sizes.jitter;
  const tokens = await club.crowd(clients);
  const { seed } = Chance.fresh();
  stage.say(`  seed ${seed}, FUZZ_SEED repeats it`);
  const served = await stage.start();
  const crowd = new Crowd();
  await crowd.open({ port: served.port, tokens, seed });
  const begun = await club.head();
  const hand = { port: served.port, token: await club.adminToken() };
  const writer = new Writer(hand, await club.caddies(LOUD));
  await crowd.jitter({ everyMs, offlineMs });
  await writer.write(events, perSecond);
  await crowd.calm();
  const expected = events * clients;
  const { cuts, applied, losses, caughtUp } = await crowd.audit(STREAM, {
    seq: begun + events,
    applied: expected,
  });
  if (losses !== cuts)
    throw new Error(`${cuts} connections were cut and ${losses} lost: the server dropped some`);
  await crowd.stop();
  await served.child.stop();
  return { clients, cuts, applied, expected, caughtUp };
}
