import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import next from "next";
import { readEnv, StartError } from "./lib/env";
import { startServices } from "./lib/start";
import { createLogger } from "./lib/telemetry/logger";

/** The whole stop; whatever still runs then is cut off. */
const STOP_WITHIN_MS = 4500;

async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLogger(env.LOG_LEVEL, !env.production && process.stdout.isTTY === true);
  const http = createServer();
  const decoy = createServer();
  // Next swallows EADDRINUSE and stays alive: a taken port must end the process.
  await new Promise<void>((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new StartError(
          error.code === "EADDRINUSE"
            ? `PORT: ${env.PORT} is taken by another program`
            : `PORT: ${error.message}`,
        ),
      ),
    );
    http.listen(env.PORT, env.HOST, resolve);
  });
  let handle: ((request: IncomingMessage, response: ServerResponse) => Promise<void>) | undefined;
  http.on("request", (request, response) => {
    if (!handle) {
      response.writeHead(503, { "retry-after": "1" }).end();
      return;
    }
    // Whoever is not behind a trusted proxy cannot choose the address that he is counted under.
    const given = env.TRUST_PROXY ? request.headers["x-forwarded-for"] : undefined;
    request.headers["x-forwarded-for"] = given ?? request.socket.remoteAddress;
    handle(request, response).catch((error: unknown) => {
      log.error({ err: error }, "a request failed outside its handler");
      response.destroy();
    });
  });
  const services = await startServices(env, log, http, env.production ? null : decoy);

  Object.assign(process.env, {
    NEXT_TELEMETRY_DISABLED: "1",
    NEXTAUTH_URL: env.NEXTAUTH_URL,
    NEXTAUTH_SECRET: env.NEXTAUTH_SECRET,
  });
  const app = next({ dev: !env.production, hostname: env.HOST, port: env.PORT, httpServer: decoy });
  await app.prepare();
  handle = app.getRequestHandler();
  const address = http.address();
  const port = typeof address === "object" && address ? address.port : env.PORT;
  console.info(`CaddiePro: http://localhost:${port}`);
  for (const line of services.welcome ?? []) console.info(line);
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
    const closed = new Promise((resolve) => http.close(resolve));
    http.closeIdleConnections();
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
