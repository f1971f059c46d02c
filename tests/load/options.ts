export interface Sizes {
  /** Clients of each step of the growth curves, clicks that each step is measured by, and clicks before the count. */
  steps: { clients: number; clicks: number; warmUp: number }[];
  /** A step is measured in so many turns of all servers: what drifts on the machine falls on all alike. */
  rounds: number;
  /** How long traffic is counted; the server's slowest beat comes once a minute. */
  windowMs: number;
  /** Open connections at which memory is read, rising; the last number is then held. */
  connections: number[];
  holdMs: number;
  /** How long requests are timed with nobody connected. */
  quietMs: number;
  /** How long connections live between two faults; the waits of one that lived for 5 s begin anew, as the page's do. */
  steadyMs: number;
  storm: { clients: number; times: number };
  restart: { clients: number; times: number };
  jitter: { clients: number; events: number; perSecond: number; everyMs: number; offlineMs: number };
  nodes: { clients: number; clicks: number; clicksWithoutRedis: number };
  /** Visits of the board, each one cold and then warm. */
  visits: number;
  starts: number;
  commitMs: number;
}

export const FULL: Sizes = {
  steps: [
    { clients: 100, clicks: 500, warmUp: 300 },
    { clients: 300, clicks: 250, warmUp: 50 },
    { clients: 1000, clicks: 200, warmUp: 50 },
    { clients: 3000, clicks: 150, warmUp: 25 },
    { clients: 10_000, clicks: 75, warmUp: 10 },
  ],
  rounds: 25,
  windowMs: 60_000,
  connections: [100, 300, 1000, 3000, 10_000],
  holdMs: 60_000,
  quietMs: 30_000,
  steadyMs: 6000,
  storm: { clients: 1000, times: 4 },
  restart: { clients: 1000, times: 3 },
  jitter: { clients: 500, events: 120, perSecond: 2, everyMs: 15_000, offlineMs: 2000 },
  nodes: { clients: 100, clicks: 300, clicksWithoutRedis: 40 },
  visits: 5,
  starts: 3,
  commitMs: 5000,
};

/** Proves that the bench runs and that everything is delivered; its times say nothing. */
export const QUICK: Sizes = {
  steps: [
    { clients: 20, clicks: 10, warmUp: 5 },
    { clients: 60, clicks: 10, warmUp: 5 },
  ],
  rounds: 2,
  windowMs: 4000,
  connections: [40],
  holdMs: 2000,
  quietMs: 1000,
  steadyMs: 500,
  storm: { clients: 40, times: 1 },
  restart: { clients: 40, times: 1 },
  jitter: { clients: 20, events: 12, perSecond: 4, everyMs: 1500, offlineMs: 200 },
  nodes: { clients: 10, clicks: 10, clicksWithoutRedis: 2 },
  visits: 1,
  starts: 1,
  commitMs: 500,
};

/**
 * The reference load: a club of a hundred phones in which a status changes every twenty seconds, or polling each five. One
 * tee gives a group of four each eight minutes, four out and four back: one change a minute. This is three times that.
 */
export const REFERENCE = { clients: 100, changesPerWindow: 3, pollsPerWindow: 12 };

export interface Wish {
  quick: boolean;
  /** Names of the sections to run; null: all of them. */
  only: string[] | null;
  /** Write a CPU profile of each of our servers. */
  profile: boolean;
}

/**
 * Reads `--quick`, `--only storm,nodes` and `--profile storm`, which runs that section alone.
 * @throws Error that names what is not known
 */
export function readWish(args: readonly string[], sections: readonly string[]): Wish {
  const wish: Wish = { quick: false, only: null, profile: false };
  for (let n = 0; n < args.length; n++) {
    const option = args[n];
    if (option === "--quick") {
      wish.quick = true;
      continue;
    }
    if (option !== "--only" && option !== "--profile") throw new Error(`there is no option ${option}`);
    wish.profile ||= option === "--profile";
    const names = (args[++n] ?? "").split(",");
    const unknown = names.filter((name) => !sections.includes(name));
    if (unknown.length > 0)
      throw new Error(`there is no section "${unknown.join(", ")}": ${sections.join(", ")}`);
    wish.only = [...(wish.only ?? []), ...names];
  }
  return wish;
}
