import { tmpdir } from "node:os";
import { join } from "node:path";
import { Club, createDatabase } from "./club";
import { measureCommits } from "./commits";
import type { Results } from "./figures";
import { measureGrowth } from "./growth";
import { measureMemory } from "./memory";
import { FULL, QUICK, type Sizes } from "./options";
import { pageScriptBytes } from "./page";
import { killAll, pinSelf } from "./processes";
import { describeMachine, writeReport } from "./report";
import { requireBuild, startOurs, startPeer, timeStart } from "./servers";
import { Swarm } from "./swarm-handle";
import { measureTraffic } from "./traffic";

const AT_MOST_MS = 15 * 60_000;

/**
 * `npm run bench`: starts its own servers on loopback over a database of its own, loads them from other processes, and
 * writes docs/figures. `--quick` is a smoke: it writes elsewhere and proves only that everything was delivered.
 */
async function main(): Promise<void> {
  const quick = process.argv.includes("--quick");
  const folder = quick ? join(tmpdir(), "caddiepro-bench") : "docs/figures";
  requireBuild();
  pinSelf();
  const database = await createDatabase();
  const machine = describeMachine(database.version);
  const club = new Club();
  try {
    const results = await Promise.race([measure(club, database.url, quick ? QUICK : FULL), stopped()]);
    const table = writeReport(folder, machine, results, `npm run bench${quick ? " -- --quick" : ""}`);
    console.info(quick ? "every event reached every client" : `\n${table}`);
    console.info(`written to ${folder}`);
  } finally {
    killAll();
    await club.close();
    await database.drop();
  }
}

async function measure(club: Club, databaseUrl: string, sizes: Sizes): Promise<Results> {
  const say = (what: string) => console.info(`${new Date().toISOString().slice(11, 19)} ${what}`);
  say("starting");
  const fleet = {
    ours: await startOurs(databaseUrl, club.secret),
    socketIo: await startPeer("socket.io"),
    ws: await startPeer("ws"),
  };
  await club.open(databaseUrl);
  const swarm = new Swarm();
  const scripts = await pageScriptBytes(fleet.ours, club);
  say("traffic: idle, live, polling");
  const traffic = await measureTraffic(fleet.ours, club, swarm, sizes.windowMs);
  say(`broadcasts to ${sizes.steps.map(({ clients }) => clients).join(", ")} clients`);
  const steps = await measureGrowth(fleet, club, swarm, sizes);
  say("commits");
  const commits = await measureCommits(fleet.ours, club, databaseUrl, sizes.commitMs);
  for (const { child } of Object.values(fleet)) await child.stop();
  say("memory");
  const memory = await measureMemory(club, swarm, databaseUrl, sizes.memoryClients);
  say("starts");
  const startMs: number[] = [];
  for (let n = 0; n < sizes.starts; n++) startMs.push(await timeStart(databaseUrl, club.secret));
  return { startMs, traffic, steps, memory, commits, pageScriptBytes: scripts };
}

/** Rejects when somebody wants the run to end, or when it takes too long: it must leave nothing behind even then. */
function stopped(): Promise<never> {
  return new Promise((_, reject) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => reject(new Error(`ended by ${signal}`)));
    }
    const late = () => reject(new Error(`not done within ${AT_MOST_MS / 60_000} minutes`));
    setTimeout(late, AT_MOST_MS).unref();
  });
}

main().then(
  () => process.exit(0),
  (reason: unknown) => {
    console.error(reason instanceof Error ? reason.message : reason);
    process.exit(1);
  },
);
