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
    /** Resident KB per connection after that time. */
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
  const [other = ""] = await club.tokens(OTHERS_LIST, 1);
  const bare = tokens.map(() => "");

  const served = await stage.start();
  const swarm = new Swarm();
  const admin = await club.adminToken();
  const clicker = new Clicker(served.port, admin, await club.caddies(LOUD));
  const ask = (forMs: number) =>
    timeRequests({ port: served.port, path: "/api/caddies", token: other }, PER_SECOND, forMs);
  await ask(sizes.quietMs / 3);
  // The same clicks: only the telling is what differs.
  const quiet = await alongside(ask(sizes.quietMs), sizes.quietMs, () => clicker.click());
  const { withoutKb, rising } = await measureRising({ name: "ours", served, swarm }, tokens, possible);

  const toLast: number[] = [];
  const broadcast = async () => {
    const [{ last }, { sentAt }] = await Promise.all([swarm.next("ours"), clicker.click()]);
    toLast.push(last - sentAt);
  };
  const during = await alongside(ask(sizes.holdMs), sizes.holdMs, broadcast);
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
