import { randomUUID } from "node:crypto";
import { AfterCommit } from "../../lib/after-commit";
import type { Actor } from "../../lib/auth/actor";
import { authenticate } from "../../lib/auth/authenticate";
import { changeCaddieStatus } from "../../lib/caddies/commands";
import { runCommand } from "../../lib/commands";
import { openDatabase } from "../../lib/db/client";
import { readEnv } from "../../lib/env";
import { Tail } from "../../lib/realtime/tail";
import { setRuntime } from "../../lib/runtime";
import { createLogger } from "../../lib/telemetry/logger";
import { Metrics } from "../../lib/telemetry/metrics";
import { answerParent } from "./child";
import { rate } from "./rate";
import { type Standing, Toggler } from "./toggler";

let actor: Actor;

/** The commands without HTTP and without clients: what the database and our own code allow. */
answerParent({
  async open(token: string) {
    const env = readEnv(process.env);
    const log = createLogger("silent", false);
    const database = await openDatabase({ url: env.DATABASE_URL, dataDir: env.DATA_DIR });
    const nobody = { hasMembers: () => false, emit: () => {}, onEpoch: () => {} };
    const tail = new Tail({ db: database.db, log, epoch: "", ...nobody });
    const metrics = new Metrics();
    const afterCommit = new AfterCommit(log);
    setRuntime({ env, log, metrics, database, tail, afterCommit, realtime: null, startedAt: new Date() });
    actor = await authenticate(token);
  },
  run({ caddies, atOnce, forMs }: { caddies: Standing[]; atOnce: number; forMs: number }) {
    const changes = new Toggler(caddies);
    return rate(forMs, atOnce, () => {
      const change = changes.next();
      const keyed = { key: randomUUID(), request: JSON.stringify(change) };
      return runCommand(changeCaddieStatus, change, actor, { success: 200, keyed });
    });
  },
});
