import { createHash } from "node:crypto";
import type { Server as HttpServer } from "node:http";
import { join } from "node:path";
import { AfterCommit } from "./after-commit";
import { authenticate, reauthenticate } from "./auth/authenticate";
import { cookieName, tokenFromCookie } from "./auth/token";
import { closeDaysByClock } from "./closes/jobs";
import { pruneKeys } from "./commands";
import { openDatabase } from "./db/client";
import { seedDemo } from "./db/seed";
import { DUTIES_EVERY_MS, runDuties } from "./duties";
import type { Env } from "./env";
import { CallWatch, pruneNotices, QueueWatch } from "./notices/jobs";
import { hasClub } from "./organizations/queries";
import { pollBytes } from "./poll-bytes";
import { createPush } from "./push-start";
import { createGateway } from "./realtime/gateway";
import { ensureEpoch } from "./realtime/log";
import { pruneEvents } from "./realtime/retention";
import { routeUpgrades } from "./realtime/upgrade";
import { streamsOf } from "./registry";
import { mayView } from "./resources";
import { type Runtime, setRuntime } from "./runtime";
import { setupLink } from "./setup";
import type { Logger } from "./telemetry/logger";
import { Metrics } from "./telemetry/metrics";
import { LastSeen, pruneAccounts } from "./users/jobs";
import { DEMO_PASSWORD } from "./users/vocabulary";
import { createWallSockets } from "./wall-sockets";

const PRUNE_MS = 60 * 60 * 1000;
const DATABASE_AWAY_MS = 3_000;

/**
 * Puts the process together, everything but Next and the listening itself: database → log → gateway → jobs.
 * @param decoy gets Next's upgrades in development
 * @returns the running parts, and how to stop them
 */
export async function startServices(env: Env, log: Logger, http: HttpServer, decoy: HttpServer | null) {
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR });
  await database.migrate(join(process.cwd(), "drizzle"));
  const signIns = env.SEED_DEMO ? await seedDemo(database.db, new Date(), env.SEED_WEEKS) : [];
  const live = env.REALTIME === "on";
  const metrics = new Metrics();
  const epoch = await ensureEpoch(database);
  const setup = (await hasClub(database.db)) ? null : setupLink(env, epoch);
  if (setup) log.info({ setup }, "there is no club yet: open this link to create it");
  const lastSeen = new LastSeen(database.db, log);
  const push = await createPush({ db: database.db, env, log, metrics });
  const fingerprint = createHash("sha256").update(await database.fingerprint());
  const { tail, realtime } = createGateway({
    db: database.db,
    log,
    metrics,
    redis:
      env.REDIS_URL && live ? { url: env.REDIS_URL, name: fingerprint.digest("hex").slice(0, 16) } : null,
    mayView: (actor, resource) => mayView(database.db, actor, resource),
    pollBytes: (organizationId) => pollBytes(database.db, organizationId),
    epoch,
    onPresence: (actor) => lastSeen.note(actor),
    trustProxy: env.TRUST_PROXY,
    authenticate,
    reauthenticate,
    streamsOf,
    tokenFromCookie: (header) => tokenFromCookie(header, cookieName(env.NEXTAUTH_URL)),
  });
  metrics.gauge("connections", "Open connections", () => realtime.connectedClients());
  metrics.gauge("tail_lag_seconds", "Since the log was last looked at", () => tail.lagMs / 1000);
  metrics.gauge("database_up", "1: the log could be read lately", () =>
    Number(tail.lagMs < DATABASE_AWAY_MS),
  );
  metrics.gauge("redis_up", "1: Redis answers; 0 also without REDIS_URL", () =>
    Number(realtime.cluster?.isUp() ?? false),
  );
  const walls = live ? createWallSockets({ ...realtime, tail, db: database.db, env, log, metrics }) : null;
  metrics.gauge("walls", "Public screens that are connected", () => walls?.connected() ?? 0);
  const { origins, TRUST_PROXY: trustProxy } = env;
  routeUpgrades({ http, engine: live ? realtime.engine : null, origins, decoy, log, metrics, trustProxy });
  const afterCommit = new AfterCommit(log);
  const queues = new QueueWatch(database.db, log);
  afterCommit.listen(queues.committed);
  const calls = new CallWatch(database.db, log);
  afterCommit.listen(calls.committed);
  const runtime: Runtime = {
    env,
    log,
    metrics,
    database,
    tail,
    afterCommit,
    realtime: live ? realtime : null,
    watch: realtime.watch,
    startedAt: new Date(),
    push,
  };
  setRuntime(runtime);
  afterCommit.listen(push.committed);
  push.start();
  const prune = async () => {
    try {
      await pruneKeys(database.db, new Date());
      await pruneAccounts(database.db, new Date());
      await pruneNotices(database.db, new Date());
      const entries = await pruneEvents(database.db, new Date());
      if (entries > 0) log.info({ entries }, "old entries of the log were forgotten");
      await push.tidy();
    } catch (error) {
      log.warn({ err: error }, "pruning failed; trying again in an hour");
    }
  };
  const jobs = setInterval(prune, PRUNE_MS).unref();
  const onDuty = () =>
    runDuties(database.db, new Date()).catch((error: unknown) =>
      log.warn({ err: error }, "what the clock asks for failed; trying again in a moment"),
    );
  // A test does its duties and closes its days itself, at the moments that it means.
  const byClock = env.NODE_ENV !== "test";
  const duties = byClock ? setInterval(onDuty, DUTIES_EVERY_MS).unref() : undefined;
  const stopCloses = byClock ? closeDaysByClock(database.db, log) : null;
  return {
    runtime,
    /** Lines for a person at the terminal: the link to create the club, or the demo's sign-ins. */
    welcome: [
      ...(setup ? [`There is no club yet. Create it at ${setup}`] : []),
      ...(signIns.length > 0 ? [`Demo sign-ins, password ${DEMO_PASSWORD}:`] : []),
      ...signIns.map((line) => `  ${line}`),
    ],
    async stop() {
      walls?.close();
      clearInterval(jobs);
      clearInterval(duties);
      stopCloses?.();
      await realtime.close();
      await queues.stop();
      await calls.stop();
      await lastSeen.flush();
      await push.stop();
      metrics.stop();
    },
  };
}
