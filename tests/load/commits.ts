import { Clicker } from "./clicker";
import type { Club } from "./club";
import { startChild } from "./processes";
import { rate } from "./rate";
import type { Served } from "./servers";
import type { Standing } from "./toggler";

/** Status changes per second, each one committed with its event. */
export interface Commits {
  http: { oneList: number; threeLists: number };
  core: { oneList: number; threeLists: number };
}

const HTTP_AT_ONCE = 16;
const CORE_AT_ONCE = 20;

export async function measureCommits(
  ours: Served,
  club: Club,
  databaseUrl: string,
  forMs: number,
): Promise<Commits> {
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
  const overHttp = { oneList: await http(await oneList()), threeLists: await http(await threeLists()) };
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
