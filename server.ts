import { createServer } from "node:http";
import next from "next";
import { readEnv, StartError } from "./lib/env";
import { compileAhead, listen, stopListening } from "./lib/http/listen";
import { PATIENCE } from "./lib/http/patience";
import { startServices } from "./lib/start";
import { createLogger } from "./lib/telemetry/logger";

/** The whole stop; whatever still runs then is cut off. */
const STOP_WITHIN_MS = 4500;

async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLogger(env.LOG_LEVEL, !env.production && process.stdout.isTTY === true);
  const http = createServer(PATIENCE);
  const decoy = createServer();
  const serve = await listen(http, env, log);
  const services = await startServices(env, log, http, env.production ? null : decoy);

  const { NEXTAUTH_URL, NEXTAUTH_SECRET } = env;
  Object.assign(process.env, { NEXTAUTH_URL, NEXTAUTH_SECRET, NEXT_TELEMETRY_DISABLED: "1" });
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : env.PORT;
  const app = next({ dev: !env.production, hostname: env.HOST, port, httpServer: decoy });
  await app.prepare();
  serve(app.getRequestHandler());
  if (!env.production) await compileAhead(port);

  console.info(`CaddiePro: http://localhost:${port}`);
  for (const line of services.welcome) console.info(line);
  if (env.production && services.runtime.database.kind === "pglite") {
    log.warn(
      "embedded database: a power cut may lose the last changes; set DATABASE_URL to a PostgreSQL server",
    );
  }

  let stopping = false;
  async function stop(): Promise<void> {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    const closed = stopListening(http);
    await services.stop();
    await closed;
    await services.runtime.database.close();
    process.exit(0);
  }
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? error.message : error);
  process.exit(1);
});
