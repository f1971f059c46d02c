import { Clicker } from "./clicker";
import { startChild } from "./processes";
import { rate } from "./rate";
import type { Stage } from "./stage";
import type { Standing } from "./toggler";

/** Status changes per second, each one committed with its event. */
export interface Commits {
  http: { oneList: number; threeLists: number };
  core: { oneList: number; threeLists: number };
}

const HTTP_AT_ONCE = 16;
const CORE_AT_ONCE = 20;

/** In the demo club's own lists of 40, before others make them longer. */
export async function measureCommits(stage: Stage): Promise<Commits> {
  const { club, databaseUrl, sizes } = stage;
  const forMs = sizes.commitMs;
  const ours = await stage.start();
  const token = await club.adminToken();
  // Read before each run: a change to the status that a caddie has already would commit nothing.
  const oneList = () => club.caddies(1);
  const threeLists = async () => {
    const [first = [], ...others] = await Promise.all([1, 2, 3].map((list) => club.caddies(list)));
    return first.slice(0, 40).flatMap((caddie, n) => [caddie, ...others.flatMap((list) => list[n] ?? [])]);
  };
  const http = async (caddies: Standing[]) => {
    const clicker = new Clicker(ours.port, token, caddies, HTTP_AT_ONCE);
    const perSecond = await rate(forMs, HTTP_AT_ONCE, () => clicker.click());
    clicker.end();
    return perSecond;
  };
  // A server that has just started is still being compiled.
  await http(await threeLists());
  const overHttp = { oneList: await http(await oneList()), threeLists: await http(await threeLists()) };
  await ours.child.stop();
  const child = startChild(process.execPath, ["--import", "tsx", "tests/load/core-commits.ts"], {
    onServerCore: true,
    env: { NODE_ENV: "production", NEXTAUTH_SECRET: club.secret, DATABASE_URL: databaseUrl },
  });
  try {
    await child.ask("open", token);
    const core = (caddies: Standing[]) => child.ask<number>("run", { caddies, atOnce: CORE_AT_ONCE, forMs });
    return {
      http: overHttp,
      core: { oneList: await core(await oneList()), threeLists: await core(await threeLists()) },
    };
  } finally {
    await child.stop();
  }
}
