import { Chance } from "../harness/chance";
import { pause } from "./clock";
import { LOUD } from "./club";
import { Crowd } from "./crowd-handle";
import { type Spread, spreadOf } from "./percentiles";
import { cpuMs } from "./process-cost";
import { type Served, startPeer } from "./servers";
import type { Stage } from "./stage";
import { Writer } from "./writer";

/** Milliseconds from the cut until a client is at the head again, and of the server's processor for each of them. */
interface Return extends Spread {
  cpuMs: number;
}

export interface Storm {
  clients: number;
  times: number;
  ours: Return;
  /** The same phones at a bare Socket.IO server: the waits, and a connection that proves nothing and misses everything. */
  socketIo: Return;
  /** Changes committed meanwhile; each client has to apply each of them once and in order. */
  events: number;
  applied: number;
}

export const STREAM = `list-${LOUD}`;
const CHANGES_PER_SECOND = 10;

/** All connections at once are cut with RST while changes go on; each phone comes back by itself. */
export async function measureStorm({ club, sizes, ...stage }: Stage): Promise<Storm> {
  const { clients, times } = sizes.storm;
  const plan = { times, steadyMs: sizes.steadyMs };
  const tokens = await club.crowd(clients);
  const { seed } = Chance.fresh();
  stage.say(`  seed ${seed}, FUZZ_SEED repeats it`);

  const served = await stage.start();
  const crowd = new Crowd();
  await crowd.open({ port: served.port, tokens, seed });
  const begun = await club.head();
  const hand = { port: served.port, token: await club.adminToken() };
  const writer = new Writer(hand, await club.caddies(LOUD));
  writer.start(CHANGES_PER_SECOND);
  const ours = await storms(crowd, plan, served);
  await writer.stop();
  const head = await club.head();
  const { applied } = await crowd.audit(STREAM, { seq: head, applied: (head - begun) * clients });
  await crowd.close();
  await served.child.stop();

  const peer = await startPeer("socketIo");
  await crowd.open({ port: peer.port, tokens: tokens.map(() => ""), seed });
  const socketIo = await storms(crowd, plan, peer);
  await crowd.stop();
  await peer.child.stop();
  return {
    clients,
    times,
    ours,
    socketIo,
    events: head - begun,
    applied,
  };
}

async function storms(
  crowd: Crowd,
  { times, steadyMs }: { times: number; steadyMs: number },
  { child }: Served,
): Promise<Return> {
  const took: number[] = [];
  let cpu = 0;
  for (let n = 0; n < times; n++) {
    await pause(steadyMs);
    const before = cpuMs(child.pid);
    took.push(...(await crowd.storm()));
    cpu += cpuMs(child.pid) - before;
  }
  return { ...spreadOf(took), cpuMs: cpu / took.length };
}
