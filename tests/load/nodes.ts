import { connect } from "node:net";
import { Chance } from "../harness/chance";
import { Clicker } from "./clicker";
import { pause } from "./clock";
import { LOUD } from "./club";
import { READY } from "./growth";
import { type Spread, spreadOf } from "./percentiles";
import { NotMeasured, type Stage } from "./stage";
import { Swarm } from "./swarm-handle";

export interface Nodes {
  clients: number;
  /** Click on one process → last client of the other. */
  withRedis: Spread;
  /** The same with nothing between them but the database. */
  withoutRedis: Spread;
}

const REDIS = process.env.TEST_REDIS_URL ?? "redis://127.0.0.1:6379";
const WARM_UP = 5;
/** Between two clicks up to this much, by chance: without Redis each would otherwise follow right after a poll and wait a whole one. */
const PAUSE_MS = 1000;

/** Two processes over one database: the hand is at one, all phones are at the other. */
export async function measureNodes(stage: Stage): Promise<Nodes> {
  const { clients, clicks, clicksWithoutRedis } = stage.sizes.nodes;
  if (!(await answers(REDIS))) throw new NotMeasured(`no Redis answers at ${REDIS}`);
  return {
    clients,
    withRedis: await acrossNodes(stage, clicks, REDIS),
    withoutRedis: await acrossNodes(stage, clicksWithoutRedis),
  };
}

async function acrossNodes({ club, sizes, ...stage }: Stage, clicks: number, redisUrl?: string) {
  const tokens = await club.crowd(sizes.nodes.clients);
  const [here, there] = [await stage.start({ redisUrl }), await stage.start({ redisUrl })];
  const swarm = new Swarm();
  await swarm.connect({
    name: "there",
    port: there.port,
    kind: "socket.io",
    tokens,
    readyAt: READY.ours,
  });
  const clicker = new Clicker(here.port, await club.adminToken(), await club.caddies(LOUD));
  const chance = new Chance(1);
  const toLast: number[] = [];
  for (let n = 0; n < clicks + WARM_UP; n++) {
    if (!redisUrl) await pause(chance.next() * PAUSE_MS);
    const [{ last }, { sentAt }] = await Promise.all([swarm.next("there"), clicker.click()]);
    if (n >= WARM_UP) toLast.push(last - sentAt);
  }
  clicker.end();
  await swarm.stop();
  for (const { child } of [here, there]) await child.stop();
  return spreadOf(toLast);
}

function answers(url: string): Promise<boolean> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port) || 6379 });
    const end = (answered: boolean) => {
      socket.destroy();
      resolve(answered);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
