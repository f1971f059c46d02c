import type { EventEmitter } from "node:events";
import type { Socket as Connection, Server as Engine } from "engine.io";
import type { WebSocket } from "ws";
import { clientAddress, headerOf } from "../http/origin";
import type { Logger } from "../telemetry/logger";
import type { Metrics } from "../telemetry/metrics";
import { type Suspicion, suspicious } from "../telemetry/suspicion";
import { Allowance, BYTES, FRAMES } from "./limits";

/** A client that is let go has so long to say good-bye. */
const FAREWELL_MS = 1_000;

/** Who signed in on which connection, for the log. */
const users = new WeakMap<object, string>();

/** Names the user of a connection from now on. */
export function nameUser(connection: object, userId: string): void {
  users.set(connection, userId);
}

export interface GuardOptions {
  log: Logger;
  metrics: Metrics;
  trustProxy: boolean;
}

/**
 * Bounds what a connection may send below the level of events, signed in or not: packets that are no events, control
 * frames, empty fragments. Whoever goes beyond is cut at once, and whatever is malformed is told to the log.
 * Call it when Socket.IO is bound to the engine already: a packet that it refused is seen by its closing.
 */
export function guardConnections(engine: Engine, options: GuardOptions): void {
  const addressOf = ({ headers, socket }: Connection["request"], direct = socket.remoteAddress) =>
    clientAddress(headerOf(headers, "x-forwarded-for"), direct, options.trustProxy);
  engine.on("connection", (connection: Connection) => {
    const address = addressOf(connection.request, connection.remoteAddress);
    const { socket } = connection.transport as unknown as { socket: WebSocket };
    const { socket: raw } = connection.request;
    const guard = new Guard(options, connection, socket, address);
    for (const emitter of [connection, socket, raw] as Guarded[]) emitter[GUARD] = guard;
    // One function for all connections each: closures of their own would be 1.4 KB a connection.
    raw.on("data", onBytes);
    (socket as EventEmitter).on("message", onFrame).on("ping", onFrame).on("error", onFault);
    connection.on("data", onData).on("close", onClose);
  });
  engine.on("connection_error", ({ req }: { req: Connection["request"] }) =>
    suspicious(options.log, { address: addressOf(req), reason: "malformed upgrade" }),
  );
}

const GUARD = Symbol("guard");
interface Guarded {
  [GUARD]?: Guard;
}
function onBytes(this: Guarded, chunk: Buffer): void {
  this[GUARD]?.countBytes(chunk.length);
}
function onFrame(this: Guarded): void {
  this[GUARD]?.countFrame();
}
function onFault(this: Guarded, { code }: { code?: string }): void {
  this[GUARD]?.noteFault(code ?? "");
}
function onData(this: Guarded): void {
  this[GUARD]?.noteData();
}
function onClose(this: Guarded, why: string, error?: Error): void {
  this[GUARD]?.noteClose(why === "parse error" || error?.message === "invalid heartbeat direction");
}

class Guard {
  readonly #frames = new Allowance(FRAMES);
  readonly #bytes = new Allowance(BYTES);
  readonly #options: GuardOptions;
  readonly #connection: Connection;
  readonly #socket: WebSocket;
  readonly #address: string;
  #closingSince: number | null = null;

  constructor(options: GuardOptions, connection: Connection, socket: WebSocket, address: string) {
    this.#options = options;
    this.#connection = connection;
    this.#socket = socket;
    this.#address = address;
  }

  countFrame(): void {
    if (!this.#frames.take(1)) this.#cut("too many frames");
  }

  countBytes(amount: number): void {
    if (!this.#bytes.take(amount)) this.#cut("too many bytes");
    if (this.#connection.readyState === "open") return;
    // Whoever is let go and goes on writing would be read until his end of the closing, which he may never send.
    this.#closingSince ??= performance.now();
    if (performance.now() - this.#closingSince > FAREWELL_MS) this.#socket.terminate();
  }

  /** @param code of the WebSocket's own error, or of the network's */
  noteFault(code: string): void {
    if (code === "WS_ERR_UNSUPPORTED_MESSAGE_LENGTH") {
      this.#options.metrics.limited("message_bytes");
      this.#tell("message too large");
    } else if (code.startsWith("WS_ERR_")) this.#tell("malformed frame");
  }

  noteData(): void {
    if (this.#connection.readyState === "closing") this.#tell("malformed packet");
  }

  noteClose(malformed: boolean): void {
    if (malformed) this.#tell("malformed packet");
    const { CLOSED } = this.#socket;
    if (this.#socket.readyState !== CLOSED) setTimeout(() => this.#socket.terminate(), FAREWELL_MS).unref();
  }

  #cut(reason: Suspicion["reason"]): void {
    if (this.#socket.readyState > this.#socket.OPEN) return;
    this.#tell(reason);
    // Not close(): that waits for an answer, and goes on reading meanwhile.
    this.#socket.terminate();
  }

  #tell(reason: Suspicion["reason"]): void {
    suspicious(this.#options.log, { userId: users.get(this.#connection), address: this.#address, reason });
  }
}
