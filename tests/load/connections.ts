import { Clicker } from "./clicker";
import { now, pause } from "./clock";
import { LOUD } from "./club";
import { measureRising, type Rising, settledRss } from "./memory";
import { timeRequests } from "./others";
import { type Spread, spreadOf } from "./percentiles";
import { tooManyFor } from "./processes";
import { type Served, startPeer } from "./servers";
import { NotMeasured, type Stage } from "./stage";
import { Swarm } from "./swarm-handle";

export interface Connections {
  memory: Record<"ours" | "socketIo" | "ws", Rising[]>;
  held: {
    clients: number;
    /** One a second; each of them reached every client, and none was dropped: otherwise there is no result. */
    broadcasts: number;
    toLast: Spread;
    /** Resident KB per connection after that time: with what the broadcasts and the requests have left behind. */
    kbAfter: number;
  };
  /** `GET /api/caddies` of somebody else: with nobody connected, and while the others are told. */
  others: { perSecond: number; quiet: Spread; during: Spread };
}

const PER_SECOND = 20;
/** A list of the demo club's own length that nobody here watches. */
const OTHERS_LIST = 2;
const EVERY_MS = 1000;

/** Many connections on one process: what each costs, whether they hold, and what the others feel. */
export async function measureConnections(stage: Stage): Promise<Connections> {
  const { club, sizes } = stage;
  const possible = sizes.connections.filter((clients) => {
    const reason = tooManyFor(clients);
    if (reason) stage.skip(`${clients} connections held`, reason);
    return reason === null;
  });
  const clients = possible.at(-1);
  if (clients === undefined) throw new NotMeasured("no number of connections fits this machine's limits");
  const tokens = await club.crowd(clients);
  const bare = tokens.map(() => "");
  const quiet = await quietTimes(stage);

  const served = await stage.start();
  const swarm = new Swarm();
  const { withoutKb, rising } = await measureRising({ name: "ours", served, swarm }, tokens, possible);
  const { ask, clicker } = await visitorsOf(stage, served);
  const toLast: number[] = [];
  await ask(sizes.quietMs / 3);
  const during = await alongside(ask(sizes.holdMs), sizes.holdMs, async () => {
    const [{ last }, { sentAt }] = await Promise.all([swarm.next("ours"), clicker.click()]);
    toLast.push(last - sentAt);
  });
  await swarm.traffic(["ours"]);
  const kbAfter = ((await settledRss(served)) - withoutKb) / clients;
  clicker.end();
  await end(served, swarm);

  const peers = {
    socketIo: await risingOf("socketIo", bare, possible),
    ws: await risingOf("ws", bare, possible),
  };
  return {
    memory: { ours: rising, ...peers },
    held: { clients, broadcasts: toLast.length, toLast: spreadOf(toLast), kbAfter },
    others: { perSecond: PER_SECOND, quiet, during },
  };
}

/** The same requests and the same clicks with nobody connected: only the telling is what differs. */
async function quietTimes(stage: Stage): Promise<Spread> {
  const { quietMs } = stage.sizes;
  const served = await stage.start();
  const { ask, clicker } = await visitorsOf(stage, served);
  await ask(quietMs / 3);
  const quiet = await alongside(ask(quietMs), quietMs, () => clicker.click());
  clicker.end();
  await served.child.stop();
  return quiet;
}

async function visitorsOf({ club }: Stage, { port }: Served) {
  const [token = ""] = await club.tokens(OTHERS_LIST, 1);
  const clicker = new Clicker(port, await club.adminToken(), await club.caddies(LOUD));
  const ask = (forMs: number) => timeRequests({ port, path: "/api/caddies", token }, PER_SECOND, forMs);
  return { ask, clicker };
}

/** Runs the work once a second for so long, and gives what the other promise gives. */
async function alongside<T>(other: Promise<T>, forMs: number, work: () => Promise<unknown>): Promise<T> {
  const begun = now();
  const all = async () => {
    for (let nth = 0; nth * EVERY_MS < forMs; nth++) {
      await pause(Math.max(0, begun + nth * EVERY_MS - now()));
      await work();
    }
  };
  const [result] = await Promise.all([other, all()]);
  return result;
}

async function risingOf(
  peer: "socketIo" | "ws",
  tokens: string[],
  steps: readonly number[],
): Promise<Rising[]> {
  const served = await startPeer(peer);
  const swarm = new Swarm();
  const { rising } = await measureRising({ name: peer, served, swarm }, tokens, steps);
  await end(served, swarm);
  return rising;
}

async function end(served: Served, swarm: Swarm): Promise<void> {
  await swarm.stop();
  await served.child.stop();
}
