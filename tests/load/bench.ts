import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Club, createDatabase } from "./club";
import { type Figure, notMeasured } from "./figures";
import { FULL, QUICK, readWish, type Wish } from "./options";
import { killAll, pinSelf } from "./processes";
import { describeProfiles } from "./profile";
import { describeMachine, writeReport } from "./report";
import { type Results, SECTION_NAMES, SECTIONS, type SectionName } from "./sections";
import { requireBuild, startOurs } from "./servers";
import { NotMeasured, type Stage } from "./stage";

const AT_MOST_MS = 25 * 60_000;
/** Where everything goes that is no full run. */
const ELSEWHERE = join(tmpdir(), "caddiepro-bench");

/**
 * `npm run bench`: starts its own servers on loopback over a database of its own, loads them from other processes, and
 * writes docs/figures. `--quick` is a smoke of all of it that proves only that everything was delivered; `--only
 * storm,nodes` runs some sections, `--profile storm` one with a CPU profile of our servers. These three write elsewhere.
 */
async function main(): Promise<void> {
  const wish = readWish(process.argv.slice(2), SECTION_NAMES);
  const complete = !wish.quick && !wish.only;
  const folder = complete ? "docs/figures" : ELSEWHERE;
  requireBuild();
  pinSelf();
  const database = await createDatabase();
  const machine = describeMachine(database.version);
  const club = new Club();
  try {
    const { results, skipped } = await Promise.race([measure(club, database.url, wish), stopped()]);
    const command = ["npm run bench", ...process.argv.slice(2)].join(" ");
    const table = writeReport(folder, machine, { results, skipped }, command);
    const missing = skipped.map(({ figure, reason }) => `not measured: ${figure}: ${reason}`);
    console.info(wish.quick ? ["every event reached every client", ...missing].join("\n") : `\n${table}`);
    console.info(`written to ${folder}`);
  } finally {
    killAll();
    await club.close();
    await database.drop();
  }
}

async function measure(
  club: Club,
  databaseUrl: string,
  wish: Wish,
): Promise<{ results: Results; skipped: Figure[] }> {
  const results: Results = {};
  const skipped: Figure[] = [];
  const secret = club.secret;
  const say = (what: string) => console.info(`${new Date().toISOString().slice(11, 19)} ${what}`);
  say("fill the database");
  const first = await startOurs({ databaseUrl, secret });
  await first.child.stop();
  await club.open(databaseUrl);
  for (const name of SECTION_NAMES) {
    if (wish.only && !wish.only.includes(name)) continue;
    say(name);
    const profileTo = wish.profile ? join(ELSEWHERE, `profile-${name}-${process.pid}`) : undefined;
    if (profileTo) mkdirSync(profileTo, { recursive: true });
    const ours = { databaseUrl, secret, profileTo };
    const stage: Stage = {
      ...{ club, databaseUrl, ours, sizes: wish.quick ? QUICK : FULL },
      start: (options) => startOurs({ ...ours, ...options }),
      say,
      skip: (figure, reason) => skipped.push(notMeasured(figure, reason)),
    };
    try {
      await run(name, stage, results);
    } catch (error) {
      if (!(error instanceof NotMeasured)) throw error;
      stage.skip(name, error.message);
    }
    if (profileTo) console.info(describeProfiles(profileTo));
  }
  return { results, skipped };
}

async function run<K extends SectionName>(name: K, stage: Stage, results: Results): Promise<void> {
  results[name] = (await SECTIONS[name].measure(stage)) as Results[K];
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
