import type { Server as Engine } from "engine.io";
import type { WebSocket } from "ws";
import type { LiveSocket } from "./live-socket";

/** Clients spread their return over this much plus their own jitter. */
const RETURN_IN_MS = 500;
/** A phone far away needs a round trip to answer the close; one that sleeps never does. */
const GOODBYE_MS = 500;

/** Tells all clients that the server stops, lets them go with permission to return, and closes what remains. */
export async function sayGoodbye(engine: Engine, sockets: readonly LiveSocket[]): Promise<void> {
  const told = webSocketsOf(engine);
  const closed = told.map((ws) => new Promise((resolve) => ws.once("close", resolve)));
  for (const socket of sockets) {
    socket.emit("server:shutdown", { reconnectInMs: RETURN_IN_MS });
    // Not disconnect(): that would forbid the client to come back.
    socket.conn.close();
  }
  await Promise.race([Promise.all(closed), new Promise((resolve) => setTimeout(resolve, GOODBYE_MS))]);
  const late = webSocketsOf(engine);
  engine.close();
  // `ws` waits half a minute for an answer to its close, and the HTTP server for `ws`.
  for (const ws of [...told, ...late]) ws.terminate();
}

function webSocketsOf(engine: Engine): WebSocket[] {
  const { clients } = engine as unknown as { clients: Record<string, { transport: { socket?: WebSocket } }> };
  return Object.values(clients).flatMap(({ transport }) => transport.socket ?? []);
}
