import { Server as Engine } from "engine.io";
import { Server } from "socket.io";
import type { Actor } from "../auth/actor";
import { type AccessContext, endSession, refreshAccess } from "./access";
import { type Cluster, joinCluster } from "./cluster";
import type { Envelope } from "./contract";
import { FanOut } from "./fan-out";
import { sayGoodbye } from "./goodbye";
import { type HandlerContext, handleClientEvents } from "./handlers";
import { createHandshake, type HandshakeOptions, refusalOf } from "./handshake";
import { headsOf, writtenHeadsOf } from "./heads";
import { createLimits, MAX_MESSAGE_BYTES } from "./limits";
import type { LiveSocket } from "./live-socket";
import { PresenceHub } from "./presence";
import { Revisions } from "./revisions";
import { CONTROL_STREAM, roomOf, storedName, userStream } from "./rooms";
import { cutOff, isSlow } from "./slow";
import { joinAndReplay } from "./sync";
import { Tail } from "./tail";
import { StatsWatch, type WatchOptions } from "./watch";

/** Silence is noticed within the two together. Heartbeats are most of what an idle phone costs. */
const PING_INTERVAL_MS = 28_000;
const PING_TIMEOUT_MS = 8_000;
const HEADS_MS = 60_000;
const SLOW_CHECK_MS = 1_000;
/** setTimeout cannot wait longer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface GatewayOptions
  extends Omit<HandlerContext, "tail" | "limits" | "watch" | "presence">,
    Omit<HandshakeOptions, "tail" | "limits" | "revisions">,
    Pick<WatchOptions, "pollBytes"> {
  db: ConstructorParameters<typeof Tail>[0]["db"];
  epoch: string;
  /** Whether this user may see who is at this resource. */
  mayView: (actor: Actor, resource: string) => Promise<boolean>;
  /** Told of each connection as it opens and as it ends. */
  onPresence?: (actor: Actor) => void;
  /** Where the other processes are met; without it there is this one only. */
  redis: { url: string; name: string } | null;
}

/** Somebody in this process, beside the phones, who wants to hear what happens in some streams. */
export interface Follower {
  follows(organizationId: string, stream: string): boolean;
  /** Each entry of a stream that this process follows, in order. */
  heard(organizationId: string, stream: string, envelope: Envelope): void;
  /** The log is another one now: whatever was known may be wrong. */
  lost(): void;
}

export interface Realtime {
  io: Server;
  engine: Engine;
  /** null in a process that is alone. */
  cluster: Cluster | null;
  watch: StatsWatch;
  connectedClients(): number;
  /** Whose live connections of this club hang on this process, one entry for each. */
  actorsOf(organizationId: string): Actor[];
  follow(follower: Follower): void;
  /** Tells all clients, lets them go with permission to return, and stops. */
  close(): Promise<void>;
}

export function createGateway(options: GatewayOptions): { tail: Tail; realtime: Realtime } {
  const { log, streamsOf, metrics } = options;
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
  const fanOut = new FanOut(io);
  const cluster = options.redis && joinCluster(io, options.redis.url, options.redis.name, log);
  const revisions = new Revisions();
  const followers: Follower[] = [];

  const tail = new Tail({
    db: options.db,
    log,
    epoch: options.epoch,
    emit(organizationId, stream, envelope, committedAt) {
      if (stream === CONTROL_STREAM) {
        const { userId } = envelope.data as { userId: string };
        revisions.heard(userId);
        for (const socket of membersOf(organizationId, userStream(userId)))
          void orReturn(socket, refreshAccess(socket, context));
        return;
      }
      for (const follower of followers) follower.heard(organizationId, stream, envelope);
      const { event, seq, timestamp } = envelope;
      log.debug({ event, stream, seq }, "emit");
      fanOut.send(roomOf(organizationId, stream), event, envelope, (recipients, bytes) => {
        if (recipients === 0) return;
        const sinceCommitMs = committedAt === undefined ? undefined : performance.now() - committedAt;
        metrics.observeEmit(event, Date.now() - Date.parse(timestamp), sinceCommitMs);
        watch.stats.emitted(organizationId, event, bytes);
      });
    },
    hint: cluster ? (hints) => cluster.hint(hints) : undefined,
    hasMembers: (organizationId, stream) =>
      stream === CONTROL_STREAM
        ? sockets().some((s) => s.data.actor.organizationId === organizationId)
        : io.sockets.adapter.rooms.has(roomOf(organizationId, stream)) ||
          followers.some((follower) => follower.follows(organizationId, stream)),
    onEpoch() {
      log.warn("the log has a new epoch: all clients load their snapshot");
      for (const socket of sockets()) void orReturn(socket, resync(socket));
      for (const follower of followers) follower.lost();
    },
  });
  cluster?.onHint((hint) => tail.hinted(hint));
  const watch = new StatsWatch({
    tail,
    metrics,
    cluster,
    pollBytes: options.pollBytes,
    socketsOf: (organizationId) => sockets().filter((s) => s.data.actor.organizationId === organizationId),
  });
  const presence = new PresenceHub({ io, cluster, mayView: options.mayView });
  const context: AccessContext = {
    tail,
    presence,
    limits,
    log,
    metrics,
    watch,
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
    const heads = headsOf(socket, tail);
    for (const _ of Object.keys(heads)) metrics.reset();
    socket.emit("sync:ready", {
      streams: Object.fromEntries(
        Object.entries(heads).map(([name, cursor]) => [name, { ...cursor, reset: true }]),
      ),
    });
  }

  const authorise = createHandshake({ ...options, tail, limits, revisions });
  io.use((raw, next) => {
    const socket = raw as unknown as LiveSocket;
    authorise(socket).then(
      () => next(),
      (error: unknown) => next(refusalOf(error, log, metrics)),
    );
  });

  io.on("connection", (raw) => {
    const socket = raw as unknown as LiveSocket;
    // 1.6 KB each: the request is not needed any more.
    (socket.conn as { request: unknown }).request = null;
    endWhenExpired(socket);
    presence.connect(socket);
    options.onPresence?.(socket.data.actor);
    socket.on("disconnect", (reason) => {
      clearTimeout(socket.data.expiry);
      options.onPresence?.(socket.data.actor);
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
      const { authorisedAt } = socket.data;
      const streams = await joinAndReplay(
        socket,
        tail,
        streamsOf(actor),
        cursors,
        () => !revisions.since(actor.userId, authorisedAt),
        metrics,
      );
      if (streams) {
        socket.emit("sync:ready", { streams });
        return;
      }
      socket.data.authorisedAt = revisions.now;
      await refreshAccess(socket, context);
    }
  }

  const timers = [
    setInterval(() => {
      for (const socket of sockets()) {
        const heads = writtenHeadsOf(socket, tail);
        if (Object.keys(heads).length > 0) socket.emit("sync:heads", { streams: heads });
      }
    }, HEADS_MS).unref(),
    setInterval(() => {
      for (const socket of sockets()) {
        if (isSlow(socket)) {
          metrics.slow();
          log.warn(
            { userId: socket.data.actor.userId },
            "a slow consumer is cut off; it returns by its cursor",
          );
          cutOff(socket);
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
      cluster,
      watch,
      connectedClients: () => engine.clientsCount,
      actorsOf: (organizationId) =>
        sockets()
          .map((socket) => socket.data.actor)
          .filter((actor) => actor.organizationId === organizationId),
      follow: (follower) => void followers.push(follower),
      async close() {
        for (const timer of timers) clearInterval(timer);
        watch.stop();
        presence.stop();
        tail.stop();
        await sayGoodbye(engine, sockets());
        cluster?.close();
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
