import { Server as Engine } from "engine.io";
import { Server } from "socket.io";
import { type AccessContext, endSession, refreshAccess } from "./access";
import type { Cursors } from "./contract";
import { type HandlerContext, handleClientEvents } from "./handlers";
import { createHandshake, type HandshakeOptions, refusalOf } from "./handshake";
import { createLimits, MAX_MESSAGE_BYTES, MAX_WAITING_BYTES, MAX_WAITING_PACKETS } from "./limits";
import type { LiveSocket } from "./live-socket";
import { CONTROL_STREAM, clientName, roomOf, storedName, userStream } from "./rooms";
import { joinAndReplay } from "./sync";
import { Tail } from "./tail";

/** Silence is noticed within the two together. Heartbeats are most of what an idle phone costs. */
const PING_INTERVAL_MS = 28_000;
const PING_TIMEOUT_MS = 8_000;
const HEADS_MS = 60_000;
const SLOW_CHECK_MS = 1_000;
/** Clients spread their return over this much plus their own jitter. */
const RETURN_IN_MS = 500;
/** setTimeout cannot wait longer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface GatewayOptions
  extends Omit<HandlerContext, "tail" | "limits">,
    Omit<HandshakeOptions, "tail" | "limits" | "generation"> {
  db: ConstructorParameters<typeof Tail>[0]["db"];
  epoch: string;
}

export interface Realtime {
  io: Server;
  engine: Engine;
  connectedClients(): number;
  /** Tells all clients, lets them go with permission to return, and stops. */
  close(): Promise<void>;
}

export function createGateway(options: GatewayOptions): { tail: Tail; realtime: Realtime } {
  const { log, streamsOf } = options;
  const engine = new Engine({
    transports: ["websocket"],
    allowUpgrades: false,
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: PING_INTERVAL_MS,
    pingTimeout: PING_TIMEOUT_MS,
  });
  const io = new Server({ serveClient: false, connectTimeout: 10_000 });
  io.bind(engine);
  const sockets = () => [...(io.sockets.sockets.values() as Iterable<unknown>)] as LiveSocket[];
  const limits = createLimits();
  let generation = 0;

  const tail = new Tail({
    db: options.db,
    log,
    epoch: options.epoch,
    emit(organizationId, stream, envelope) {
      if (stream === CONTROL_STREAM) {
        generation++;
        const { userId } = envelope.data as { userId: string };
        for (const socket of membersOf(organizationId, userStream(userId)))
          void orReturn(socket, refreshAccess(socket, context));
        return;
      }
      log.debug({ event: envelope.event, stream, seq: envelope.seq }, "emit");
      io.local.to(roomOf(organizationId, stream)).emit(envelope.event, envelope);
    },
    hasMembers: (organizationId, stream) =>
      stream === CONTROL_STREAM
        ? sockets().some((s) => s.data.actor.organizationId === organizationId)
        : io.sockets.adapter.rooms.has(roomOf(organizationId, stream)),
    onEpoch() {
      log.warn("the log has a new epoch: all clients load their snapshot");
      for (const socket of sockets()) void orReturn(socket, resync(socket));
    },
  });
  const context: AccessContext = {
    tail,
    limits,
    log,
    streamsOf,
    reauthenticate: options.reauthenticate,
  };

  function membersOf(organizationId: string, stream: string): LiveSocket[] {
    const ids = io.sockets.adapter.rooms.get(roomOf(organizationId, stream)) ?? [];
    return [...ids].flatMap((id) => (io.sockets.sockets.get(id) as LiveSocket | undefined) ?? []);
  }

  /** Whoever cannot be brought up to date is let go: he comes back by his cursors when the database does. */
  async function orReturn(socket: LiveSocket, work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      log.warn({ err: error }, "a connection could not be brought up to date");
      socket.conn.close();
    }
  }

  async function resync(socket: LiveSocket): Promise<void> {
    const { organizationId, userId } = socket.data.actor;
    await tail.open(organizationId, [CONTROL_STREAM]);
    const names = streamsOf(socket.data.actor);
    await tail.open(
      organizationId,
      names.map((name) => storedName(name, userId)),
    );
    const heads = headsOf(socket);
    socket.emit("sync:ready", {
      streams: Object.fromEntries(
        Object.entries(heads).map(([name, cursor]) => [name, { ...cursor, reset: true }]),
      ),
    });
  }

  /** Heads of the streams whose rooms the socket is in. */
  function headsOf(socket: LiveSocket): Cursors {
    const { organizationId } = socket.data.actor;
    const prefix = roomOf(organizationId, "");
    const heads: Cursors = {};
    for (const room of socket.rooms) {
      if (!room.startsWith(prefix)) continue;
      const stored = room.slice(prefix.length);
      const seq = tail.head(organizationId, stored);
      if (seq !== undefined) heads[clientName(stored)] = { epoch: tail.epoch, seq };
    }
    return heads;
  }

  const authorise = createHandshake({ ...options, tail, limits, generation: () => generation });
  io.use((raw, next) => {
    const socket = raw as unknown as LiveSocket;
    authorise(socket).then(
      () => next(),
      (error: unknown) => next(refusalOf(error, log)),
    );
  });

  io.on("connection", (raw) => {
    const socket = raw as unknown as LiveSocket;
    // 1.6 KB each: the request is not needed any more.
    (socket.conn as { request: unknown }).request = null;
    endWhenExpired(socket);
    socket.on("disconnect", (reason) => {
      clearTimeout(socket.data.expiry);
      log.debug({ userId: socket.data.actor.userId, reason }, "disconnected");
    });
    handleClientEvents(socket, context);
    void orReturn(socket, welcome(socket));
  });

  async function welcome(socket: LiveSocket): Promise<void> {
    const cursors = socket.data.cursors ?? {};
    socket.data.cursors = undefined;
    while (!socket.disconnected) {
      const { actor } = socket.data;
      const authorised = socket.data.generation;
      const streams = await joinAndReplay(
        socket,
        tail,
        streamsOf(actor),
        cursors,
        () => generation === authorised,
      );
      if (streams) {
        socket.emit("sync:ready", { streams });
        return;
      }
      socket.data.generation = generation;
      await refreshAccess(socket, context);
    }
  }

  const timers = [
    setInterval(() => {
      for (const socket of sockets()) {
        // A stream that nothing was written to says nothing: an idle phone pays by the byte.
        const heads = Object.fromEntries(
          Object.entries(headsOf(socket)).filter(([, cursor]) => cursor.seq > 0),
        );
        if (Object.keys(heads).length > 0) socket.emit("sync:heads", { streams: heads });
      }
    }, HEADS_MS).unref(),
    setInterval(() => {
      for (const socket of sockets()) {
        if (isSlow(socket)) {
          log.warn(
            { userId: socket.data.actor.userId },
            "a slow consumer is cut off; it returns by its cursor",
          );
          socket.conn.close(true);
        }
      }
    }, SLOW_CHECK_MS).unref(),
  ];
  tail.start();

  return {
    tail,
    realtime: {
      io,
      engine,
      connectedClients: () => engine.clientsCount,
      async close() {
        for (const timer of timers) clearInterval(timer);
        tail.stop();
        for (const socket of sockets()) {
          socket.emit("server:shutdown", { reconnectInMs: RETURN_IN_MS });
          // Not disconnect(): that would forbid the client to come back.
          socket.conn.close();
        }
        await new Promise((resolve) => setTimeout(resolve, 50));
        engine.close();
      },
    },
  };
}

function endWhenExpired(socket: LiveSocket): void {
  const remaining = socket.data.actor.expiresAt.getTime() - Date.now();
  if (remaining <= 0) return endSession(socket, "expired");
  const wait = Math.min(remaining, MAX_TIMER_MS);
  socket.data.expiry = setTimeout(() => endWhenExpired(socket), wait).unref();
}

function isSlow(socket: LiveSocket): boolean {
  const waiting = (
    socket.conn as unknown as { writeBuffer: { data?: unknown; options?: { wsPreEncodedFrame?: unknown } }[] }
  ).writeBuffer;
  if (waiting.length > MAX_WAITING_PACKETS) return true;
  if (waiting.length < 50) return false;
  let bytes = 0;
  for (const { data } of waiting) if (typeof data === "string") bytes += data.length;
  return bytes > MAX_WAITING_BYTES;
}
