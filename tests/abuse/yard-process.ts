import { monitorEventLoopDelay } from "node:perf_hooks";
import { databases } from "../harness/databases";
import { createClub, type Person, type TestClub } from "../harness/factories";
import { type LogLine, TestServer } from "../harness/server";
import { answerParent } from "../load/child";

/** A person as another process can play him. */
export interface Pass {
  userId: string;
  token: string;
}
export interface YardFacts {
  port: number;
  /** The first of them is in list 1, with the ids of all who are. */
  admin: Pass;
  watchers: Pass[];
  crowd: Pass[];
  caddieIds: string[];
}
export interface Attendance {
  clients: number;
  connections: number;
}
export interface YardState extends Attendance {
  rssMb: number;
  heapMb: number;
  /** Longest and 99th percentile of the event loop's delay since the last look, in ms. */
  loop: { p99: number; max: number };
  faults: LogLine[];
  suspicions: LogLine[];
}

const passOf = ({ userId, token }: Person): Pass => ({ userId, token });
let server: TestServer;
const loop = monitorEventLoopDelay({ resolution: 5 });

async function facts(watchers: number, crowd: number): Promise<YardFacts> {
  const club: TestClub = await createClub(server, { sizes: [watchers + 1, crowd] });
  const people = (list: number) => Promise.all(club.list(list).map(async (c) => passOf(await club.as(c))));
  const [one, two] = [await people(1), await people(2)];
  const caddieIds = club.list(1).map(({ id }) => id);
  return {
    port: server.port,
    admin: passOf(club.admin),
    watchers: one.slice(0, watchers),
    crowd: two,
    caddieIds,
  };
}

/** Who is there, without a pause for the collector. */
const attendance = async () => ({
  clients: server.realtime.connectedClients(),
  connections: await server.connections(),
});

async function state(): Promise<YardState> {
  // Twice: the first pass only finalises what the second can give back.
  gc?.();
  gc?.();
  const { rss, heapUsed } = process.memoryUsage();
  const lines = server.lines.splice(0);
  const seen = { p99: loop.percentile(99) / 1e6, max: loop.max / 1e6 };
  loop.reset();
  return {
    ...(await attendance()),
    rssMb: rss / 2 ** 20,
    heapMb: heapUsed / 2 ** 20,
    loop: seen,
    faults: lines.filter(({ level }) => level >= 50),
    suspicions: lines.filter(({ msg }) => msg === "suspicious"),
  };
}

/** The server under attack: a process of its own, so that what the attackers do costs it nothing but what they send. */
answerParent({
  async start(variables: Record<string, string>) {
    const all = await databases();
    const target = all.at(-1);
    if (!target) throw new Error("there is no database");
    server = await TestServer.start(await target.create(), { LOG_LEVEL: "warn", ...variables });
    loop.enable();
    return target.name;
  },
  club: ({ watchers, crowd }: { watchers: number; crowd: number }) => facts(watchers, crowd),
  attendance,
  state,
  stop: () => server.stop(),
});
