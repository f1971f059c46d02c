import { Courier } from "./courier";
import type { Db } from "./db/client";
import type { Env } from "./env";
import { PushWorker } from "./push/jobs";
import { keyPair } from "./push/queries";
import { ensureKeys } from "./push/statements";
import type { Logger } from "./telemetry/logger";
import type { Metrics } from "./telemetry/metrics";

/** Where a club has no public address, nobody can be turned to. */
const NOBODY = "mailto:nobody@localhost";

/** Makes the installation's keys where it has none, and who sends with them. */
export async function createPush({
  db,
  env,
  log,
  metrics,
}: {
  db: Db;
  env: Env;
  log: Logger;
  metrics: Metrics;
}): Promise<PushWorker> {
  await ensureKeys(db, new Date());
  const contact = env.NEXTAUTH_URL.startsWith("https://") ? env.NEXTAUTH_URL : NOBODY;
  const trusted = env.PUSH_ALLOWED_ORIGINS;
  const courier = new Courier({ keys: await keyPair(db), contact, trusted, metrics });
  return new PushWorker({ db, log, courier });
}
