import type { Server as HttpServer, IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { Server as Engine } from "engine.io";
import { clientAddress, headerOf, isAllowedOrigin } from "../http/origin";
import { suspicious } from "../telemetry/suspicion";
import { type GuardOptions, guardConnections } from "./guard";

interface Upgrades extends GuardOptions {
  http: HttpServer;
  /** null with REALTIME=off. */
  engine: Engine | null;
  origins: ReadonlySet<string>;
  /** Development only: Next's hot reload listens here instead of on the real server. */
  decoy: HttpServer | null;
}

/**
 * Owns the `upgrade` event of the one HTTP server. Next would attach its own listener after the first request and
 * close sockets that are not its own, so it is given a decoy.
 */
export function routeUpgrades({ http, engine, origins, decoy, ...options }: Upgrades): void {
  const { log, trustProxy } = options;
  if (engine) guardConnections(engine, options);
  http.on("upgrade", (request, socket, head) => {
    // A client that resets the connection meanwhile must not end the process.
    socket.on("error", () => socket.destroy());
    // Cut, not parsed: a target such as `//` is no URL, and a throw here would leave the connection open for ever.
    const [pathname = "/", query = ""] = (request.url ?? "/").split("?", 2);
    if (pathname === "/socket.io/" || pathname === "/socket.io") {
      if (!engine) return refuse(socket, 503, "Service Unavailable", "real time is off");
      if (!mayConnect(request, origins)) {
        const forwarded = headerOf(request.headers, "x-forwarded-for");
        const address = clientAddress(forwarded, request.socket.remoteAddress, trustProxy);
        suspicious(log, { address, reason: "foreign origin" });
        return refuse(socket, 403, "Forbidden", "origin not allowed");
      }
      // A second transport under a session that is there would pass the guard by; with one transport nobody needs it.
      if (new URLSearchParams(query).has("sid"))
        return refuse(socket, 400, "Bad Request", "no upgrades here");
      engine.handleUpgrade(request as Parameters<Engine["handleUpgrade"]>[0], socket, head);
      return;
    }
    if (decoy && pathname.startsWith("/_next/")) {
      decoy.emit("upgrade", request, socket, head);
      return;
    }
    refuse(socket, 404, "Not Found", "nothing is served here");
  });
}

/** The origin check of every socket; `cors` does nothing for WebSockets. No origin at all: no browser. */
function mayConnect(request: IncomingMessage, origins: ReadonlySet<string>): boolean {
  const origin = headerOf(request.headers, "origin");
  return origin === undefined || isAllowedOrigin(origin, origins);
}

function refuse(socket: Duplex, status: number, title: string, detail: string): void {
  // A peer that never ends its own half would hold the connection for ever.
  socket.once("finish", () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${detail.length}\r\n\r\n${detail}`,
  );
}
