import type { Server, Socket } from "socket.io";
import { ADMINS_STREAM } from "./caddies/vocabulary";
import type { Db } from "./db/client";
import type { Env } from "./env";
import { clientAddress, headerOf } from "./http/origin";
import { isAppError } from "./http/problem";
import type { Envelope } from "./realtime/contract";
import type { Follower } from "./realtime/gateway";
import { HandshakeRefusal, refusalOf } from "./realtime/handshake";
import { createLimits, take } from "./realtime/limits";
import type { LiveSocket } from "./realtime/live-socket";
import { ORG_STREAM } from "./realtime/rooms";
import { cutOff, isSlow } from "./realtime/slow";
import type { Tail } from "./realtime/tail";
import type { Logger } from "./telemetry/logger";
import type { Metrics } from "./telemetry/metrics";
import { suspicious } from "./telemetry/suspicion";
import { wallOf } from "./wall-door";
import { type Screen, WallProjector } from "./wall-projector";
import { noteWallsSeen } from "./walls/jobs";
import { BEAT_MS } from "./walls/vocabulary";

export interface WallSocketsOptions {
  io: Server;
  tail: Tail;
  /** Tells of every entry of the log that this process follows. */
  follow: (follower: Follower) => void;
  db: Db;
  env: Env;
  log: Logger;
  metrics: Metrics;
}

/** A way of their own: whoever comes in here can hear his screen's state, and ask for nothing but an echo. */
export const WALL_NAMESPACE = "/wall";
const RETURN_IN_MS = 500;

export interface WallSockets {
  connected(): number;
  close(): void;
}

/** Serves the public screens: who one is, what it is told, and how it is put out. */
export function createWallSockets(options: WallSocketsOptions): WallSockets {
  const { io, tail, db, env, log, metrics } = options;
  const limits = createLimits();
  const screens = io.of(WALL_NAMESPACE);
  const projector = new WallProjector({ db, tail, log, secret: env.NEXTAUTH_SECRET });
  const cookies = new Map<Screen, { socket: Socket; cookie: string | undefined }>();
  const all = () => [...projector.screens()];

  options.follow({
    follows: (organizationId, stream) => projector.follows(organizationId, stream),
    heard(organizationId, stream, envelope) {
      if (!projector.follows(organizationId, stream)) return;
      if (stream === ADMINS_STREAM) {
        const changed = wallIn(envelope);
        if (changed) for (const screen of all()) if (screen.pass.wallId === changed) void recheck(screen);
        return;
      }
      if (stream === ORG_STREAM && envelope.event === "club:changed") projector.listsChanged(organizationId);
      projector.changed(organizationId);
    },
    lost: () => projector.allChanged(),
  });

  async function authorise(socket: Socket): Promise<void> {
    const headers = socket.request?.headers;
    const forwarded = headers && headerOf(headers, "x-forwarded-for");
    const address = clientAddress(forwarded, socket.request?.socket?.remoteAddress, env.TRUST_PROXY);
    try {
      // Without an Origin it is no browser, and the cookie proves nothing about who sends it.
      if (!headers?.origin) throw new HandshakeRefusal("UNAUTHENTICATED", "no screen: open its page");
      const pass = await wallOf(db, headers.cookie, env);
      if (!(await take(limits.connects, pass.wallId)).ok)
        throw new HandshakeRefusal("RATE_LIMITED", "too many connections: wait a minute");
      socket.data = { pass };
    } catch (error) {
      // A database that is away is nobody's failure.
      if (!isAppError(error) && !(error instanceof HandshakeRefusal)) throw error;
      if (!(await take(limits.failures, address)).ok) {
        suspicious(log, { address, reason: "too many failed handshakes" });
        socket.conn.close();
      }
      throw error;
    }
  }

  screens.use((socket, next) => {
    authorise(socket).then(
      () => next(),
      (error: unknown) => next(refusalOf(error, log, metrics)),
    );
  });

  screens.on("connection", (socket) => {
    const screen: Screen = {
      pass: (socket.data as Pick<Screen, "pass">).pass,
      tell: (state) => socket.emit("wall:state", state),
    };
    const cookie = socket.request.headers.cookie;
    cookies.set(screen, { socket, cookie });
    answerNothing(socket, limits);
    socket.on("disconnect", () => {
      cookies.delete(screen);
      projector.leave(screen);
    });
    void welcome(screen, socket);
  });

  async function welcome(screen: Screen, socket: Socket): Promise<void> {
    try {
      await projector.enter(screen);
      // Nobody listened for its end while its pass was read: read it again.
      if (!(await recheck(screen))) return;
      socket.emit("sync:ready", { streams: {} });
      await noteWallsSeen(db, [screen.pass.wallId], new Date());
    } catch (error) {
      log.warn({ err: error }, "a screen could not be brought up to date");
      socket.conn.close();
    }
  }

  /** Reads a screen's rights again and tells it what it may show. @returns false when it is none any more */
  async function recheck(screen: Screen): Promise<boolean> {
    const known = cookies.get(screen);
    if (!known) return false;
    for (;;) {
      try {
        screen.pass = await wallOf(db, known.cookie, env);
        await projector.tell(screen);
        return true;
      } catch (error) {
        if (isAppError(error) && error.status === 401) {
          projector.leave(screen);
          known.socket.emit("session:expired", { reason: "revoked" });
          known.socket.disconnect(true);
          return false;
        }
        if (known.socket.disconnected) return false;
        log.warn({ err: error }, "a screen could not be checked; trying again");
        await new Promise((resolve) => setTimeout(resolve, 500).unref());
      }
    }
  }

  const beat = setInterval(() => {
    const slow = [...cookies.values()].filter(({ socket }) => isSlow(socket as unknown as LiveSocket));
    for (const { socket } of slow) cutOff(socket as unknown as LiveSocket);
    projector.allChanged();
    const ids = [...new Set(all().map(({ pass }) => pass.wallId))];
    noteWallsSeen(db, ids, new Date()).catch((error: unknown) =>
      log.warn({ err: error }, "when screens were last seen could not be written"),
    );
  }, BEAT_MS).unref();

  return {
    connected: () => cookies.size,
    close() {
      clearInterval(beat);
      projector.stop();
      for (const { socket } of cookies.values()) {
        socket.emit("server:shutdown", { reconnectInMs: RETURN_IN_MS });
        socket.conn.close();
      }
    },
  };
}

/** Which screen an entry of the admins' stream is about, if it is about one. */
function wallIn({ event, data }: Envelope): string | null {
  if (event === "wall:saved") return (data as { wall: { id: string } }).wall.id;
  return event === "wall:revoked" ? (data as { wallId: string }).wallId : null;
}

/** A screen asks for nothing: an echo says whether the way is open, everything else is refused, and too much ends it. */
function answerNothing(socket: Socket, limits: ReturnType<typeof createLimits>): void {
  socket.onAny((event: unknown, ...args: unknown[]) => {
    const ack = args.at(-1);
    void take(limits.eventsPerMinute, socket.id).then(({ ok }) => {
      if (!ok) socket.disconnect(true);
      else if (typeof ack === "function") ack(event === "ping:rtt" ? { ok: true, data: {} } : REFUSED);
      else if (event !== "ping:rtt") socket.emit("error", REFUSED.error);
    });
  });
}
const REFUSED = { ok: false, error: { code: "FORBIDDEN", message: "a screen shows, and asks for nothing" } };
