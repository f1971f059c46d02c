import type { Server as HttpServer } from "node:http";
import { join } from "node:path";
import { authenticate, reauthenticate } from "./auth/authenticate";
import { cookieName, tokenFromCookie } from "./auth/token";
import { pruneKeys } from "./commands";
import { openDatabase } from "./db/client";
import { DEMO_PASSWORD, seedDemo } from "./db/seed";
import type { Env } from "./env";
import { createGateway } from "./realtime/gateway";
import { ensureEpoch } from "./realtime/log";
import { routeUpgrades } from "./realtime/upgrade";
import { streamsOf } from "./registry";
import { type Runtime, setRuntime } from "./runtime";
import type { Logger } from "./telemetry/logger";

const PRUNE_MS = 60 * 60 * 1000;

/**
 * Puts the process together, everything but Next and the listening itself: database → log → gateway → jobs.
 * @param decoy gets Next's upgrades in development
 * @returns the running parts, and how to stop them
 */
export async function startServices(env: Env, log: Logger, http: HttpServer, decoy: HttpServer | null) {
  const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR });
  await database.migrate(join(process.cwd(), "drizzle"));
  const signIns = env.SEED_DEMO ? await seedDemo(database.db, new Date()) : [];
  const { tail, realtime } = createGateway({
    db: database.db,
    log,
    epoch: await ensureEpoch(database),
    trustProxy: env.TRUST_PROXY,
    authenticate,
    reauthenticate,
    streamsOf,
    tokenFromCookie: (header) => tokenFromCookie(header, cookieName(env.NEXTAUTH_URL)),
  });
  const live = env.REALTIME === "on";
  routeUpgrades({ http, engine: live ? realtime.engine : null, origins: env.origins, decoy });
  const runtime: Runtime = {
    env,
    log,
    database,
    tail,
    realtime: live ? realtime : null,
    startedAt: new Date(),
  };
  setRuntime(runtime);
  const prune = () =>
    pruneKeys(database.db, new Date()).catch((error: unknown) => log.warn({ err: error }, "pruning failed"));
  const jobs = setInterval(prune, PRUNE_MS).unref();
  return {
    runtime,
    /** Lines for a person at the terminal: the demo's sign-ins, when this server has them. */
    welcome:
      signIns.length > 0
        ? [`Demo sign-ins, password ${DEMO_PASSWORD}:`, ...signIns.map((line) => `  ${line}`)]
        : [],
    async stop() {
      clearInterval(jobs);
      await realtime.close();
    },
  };
}
