import type { AfterCommit } from "./after-commit";
import type { Database } from "./db/client";
import type { Env } from "./env";
import type { PushWorker } from "./push/jobs";
import type { Realtime } from "./realtime/gateway";
import type { Tail } from "./realtime/tail";
import type { StatsWatch } from "./realtime/watch";
import type { Logger } from "./telemetry/logger";
import type { Metrics } from "./telemetry/metrics";

/**
 * What the whole process shares. `server.ts` and Next's bundle load separate copies of every module, so shared
 * things live in one bag on `globalThis`, and nothing is compared by `instanceof` across that border.
 */
export interface Runtime {
  env: Env;
  log: Logger;
  metrics: Metrics;
  database: Database;
  tail: Tail;
  /** What follows from a commit, beside its news: jobs of the modules. */
  afterCommit: AfterCommit;
  /** null with REALTIME=off. */
  realtime: Realtime | null;
  /** With REALTIME=off too: requests and the event loop are measured all the same. Absent where nothing is served. */
  watch?: StatsWatch;
  startedAt: Date;
  /** Reaches devices whose page is closed. Absent where nothing is served. */
  push?: PushWorker;
}

const KEY = Symbol.for("caddiepro.runtime");
const bag = globalThis as { [KEY]?: Runtime };

export function setRuntime(runtime: Runtime | undefined): void {
  bag[KEY] = runtime;
}

/** @throws Error before `server.ts` has put the process together (nothing may open at import time) */
export function runtime(): Runtime {
  const found = bag[KEY];
  if (!found) throw new Error("the runtime is not started: requests are served through server.ts only");
  return found;
}
