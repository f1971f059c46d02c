import type { IncomingMessage, Server, ServerResponse } from "node:http";
import compression from "compression";
import { type Env, StartError } from "../env";
import type { Logger } from "../telemetry/logger";
import { tellBadRequests } from "./patience";
import { createSecurityHeaders } from "./security";
import { refuseUnreadable } from "./target";

export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A board of 120 caddies shrinks to a tenth, and a phone without sockets asks for it every five seconds. */
const compress = compression({
  // Next hands the content type over as a list, which the library's own filter does not know.
  filter: (_request, response) => String(response.getHeader("content-type")).includes("json"),
});

/**
 * Listens at once, so that a taken port ends the start before anything is opened, and answers 503 until the handler
 * is there.
 * @returns how to hand over the handler
 * @throws StartError naming PORT or HOST
 */
export async function listen(
  http: Server,
  env: Pick<Env, "PORT" | "HOST" | "TRUST_PROXY"> & Parameters<typeof createSecurityHeaders>[0],
  log: Logger,
): Promise<(handler: RequestHandler) => void> {
  let handle: RequestHandler | undefined;
  const secure = createSecurityHeaders(env);
  tellBadRequests(http, log);
  http.on("request", (request, response) => {
    secure(request, response);
    if (refuseUnreadable(request, response)) return;
    if (!handle) {
      response.writeHead(503, { "retry-after": "1" }).end();
      return;
    }
    // Whoever is not behind a trusted proxy cannot choose the address that he is counted under.
    const given = env.TRUST_PROXY ? request.headers["x-forwarded-for"] : undefined;
    request.headers["x-forwarded-for"] = given ?? request.socket.remoteAddress;
    const answer = handle;
    const run = () =>
      answer(request, response).catch((error: unknown) => {
        log.error({ err: error }, "a request failed outside its handler");
        response.destroy();
      });
    // Next compresses its pages, not the answers of routes, and takes the header off where a route does it itself.
    if (request.method === "GET" && request.url?.startsWith("/api/"))
      compress(request as never, response as never, run);
    else void run();
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => reject(new StartError(reasonOf(error, env))));
    http.listen(env.PORT, env.HOST, resolve);
  });
  return (handler) => {
    handle = handler;
  };
}

/** Takes no more connections; resolves when every request that was begun is answered and every connection closed. */
export async function stopListening(http: Server): Promise<void> {
  // A connection that is kept alive becomes idle only when its last request is answered.
  const idle = setInterval(() => http.closeIdleConnections(), 50).unref();
  await new Promise((resolve) => http.close(resolve));
  clearInterval(idle);
}

function reasonOf(error: NodeJS.ErrnoException, { PORT, HOST }: Pick<Env, "PORT" | "HOST">): string {
  if (error.code === "EADDRINUSE") return `PORT: ${PORT} is taken by another program`;
  if (error.code === "EACCES") return `PORT: ${PORT} needs rights that this user has not`;
  return `HOST: ${HOST} cannot be listened on (${error.code ?? error.message})`;
}

/** What the first tap needs. Development compiles a route when it is first asked for, which takes a second each. */
const FIRST_NEEDED: [method: string, path: string][] = [
  ["GET", "/entrar"],
  ["GET", "/turnos"],
  ["GET", "/api/auth/providers"],
  ["POST", "/api/turns"],
  ["PATCH", "/api/caddies/none/status"],
  ["POST", "/api/caddies/none/undo"],
  ["PUT", "/api/caddies/none"],
];

/** Asks for them before a person does; without a session nothing happens but the compiling. */
export async function compileAhead(port: number): Promise<void> {
  for (const [method, path] of FIRST_NEEDED) {
    await fetch(`http://127.0.0.1:${port}${path}`, { method, redirect: "manual" }).catch(() => undefined);
  }
}
