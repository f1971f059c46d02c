import { pause } from "./clock";
import { LOUD } from "./club";
import { Crowd } from "./crowd-handle";
import { type Spread, spreadOf } from "./percentiles";
import { startPeer } from "./servers";
import type { Stage } from "./stage";
import { Writer } from "./writer";

export interface Storm {
  clients: number;
  times: number;
  /** Milliseconds from the cut until a client is at the head again. */
  ours: Spread;
  /** The same phones at a bare Socket.IO server: the waits, and a connection that proves nothing and misses everything. */
  socketIo: Spread;
  /** Changes committed meanwhile; each client has to apply each of them once and in order. */
  events: number;
  applied: number;
}

export const STREAM = `list-${LOUD}`;
const CHANGES_PER_SECOND = 10;
/** A connection that lived for 5 s begins its waits anew, as the page's does. */
const STEADY_MS = 6000;

/** All connections at once are cut with RST while changes go on; each phone comes back by itself. */
export async function measureStorm({ club, sizes, ...stage }: Stage): Promise<Storm> {
  const { clients, times } = sizes.storm;
  const tokens = await club.crowd(clients);
  const seed = Math.floor(Math.random() * 2 ** 31);
  stage.say(`  seed ${seed}`);

  const served = await stage.start();
  const crowd = new Crowd();
  await crowd.open({ port: served.port, tokens, seed });
  const begun = await club.head();
  const hand = { port: served.port, token: await club.adminToken() };
  const writer = new Writer(hand, await club.caddies(LOUD));
  writer.start(CHANGES_PER_SECOND);
  const ours = await storms(crowd, times);
  await writer.stop();
  const head = await club.head();
  const { applied } = await crowd.audit(STREAM, { seq: head, applied: (head - begun) * clients });
  await crowd.close();
  await served.child.stop();

  const peer = await startPeer("socketIo");
  await crowd.open({ port: peer.port, tokens: tokens.map(() => ""), seed });
  const socketIo = await storms(crowd, times);
  await crowd.stop();
  await peer.child.stop();
  return {
    clients,
    times,
    ours: spreadOf(ours),
    socketIo: spreadOf(socketIo),
    events: head - begun,
    applied,
  };
}

async function storms(crowd: Crowd, times: number): Promise<number[]> {
  const took: number[] = [];
  for (let n = 0; n < times; n++) {
    await pause(STEADY_MS);
    took.push(...(await crowd.storm()));
  }
  return took;
}
