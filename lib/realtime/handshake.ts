import type { Actor } from "../auth/actor";
import { isDatabaseAway } from "../db/errors";
import { clientAddress, headerOf } from "../http/origin";
import { isAppError, parseInput } from "../http/problem";
import type { Logger } from "../telemetry/logger";
import type { Metrics } from "../telemetry/metrics";
import { suspicious } from "../telemetry/suspicion";
import { type HandshakeCode, handshakeSchema } from "./contract";
import { nameUser } from "./guard";
import { type Limits, MAX_SIGN_INS, take } from "./limits";
import type { LiveSocket } from "./live-socket";
import type { Revisions } from "./revisions";
import { CONTROL_STREAM } from "./rooms";
import type { Tail } from "./tail";

export interface HandshakeOptions {
  tail: Tail;
  limits: Limits;
  log: Logger;
  metrics: Metrics;
  trustProxy: boolean;
  /** The same function as for REST. @throws AppError */
  authenticate: (token: string) => Promise<Actor>;
  /** Reads the session and the user again. @throws AppError when the session is over */
  reauthenticate: (actor: Actor) => Promise<Actor>;
  /** The session cookie's token in a raw `Cookie` header. */
  tokenFromCookie: (header: string | undefined) => string | undefined;
  revisions: Revisions;
}

/** A connection that is not let in, with the code that its client is told. */
export class HandshakeRefusal extends Error {
  constructor(
    readonly code: HandshakeCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Makes the check of a new connection: who it is, with the very function that REST uses, and whether he or his
 * address tries too often. It leaves the actor and his cursors in `socket.data`.
 */
export function createHandshake(options: HandshakeOptions): (socket: LiveSocket) => Promise<void> {
  const { limits, log, tail } = options;

  async function identify(socket: LiveSocket, address: string): Promise<void> {
    const { headers } = socket.request;
    const parsed = parseInput(handshakeSchema, socket.handshake.auth);
    if (!parsed.ok) throw new HandshakeRefusal("UNAUTHENTICATED", "auth must be {token?, cursors?}");
    const { token, cursors } = parsed.data;
    // Without an Origin it is no browser, and the cookie proves nothing about who sends it.
    const cookie = headers.origin === undefined ? undefined : options.tokenFromCookie(headers.cookie);
    const proof = token ?? cookie;
    if (!proof) throw new HandshakeRefusal("UNAUTHENTICATED", "no session: sign in first");
    const before = options.revisions.now;
    let actor = await options.authenticate(proof);
    const watched = tail.head(actor.organizationId, CONTROL_STREAM) !== undefined;
    await tail.open(actor.organizationId, [CONTROL_STREAM]);
    // Nobody listened for changes of access while the session was read: read it again.
    if (!watched || options.revisions.since(actor.userId, before))
      actor = await options.reauthenticate(actor);
    if (!(await take(limits.connects, actor.userId)).ok) {
      options.metrics.limited("connects");
      suspicious(log, { userId: actor.userId, address, reason: "too many connections" });
      throw new HandshakeRefusal("RATE_LIMITED", "too many connections: wait a minute");
    }
    socket.data.actor = actor;
    socket.data.cursors = cursors ?? {};
    socket.data.authorisedAt = before;
  }

  const tries = new WeakMap<object, number>();
  const underWay = new WeakSet<object>();

  return async (socket) => {
    const { conn, request } = socket;
    const forwarded = headerOf(request.headers, "x-forwarded-for");
    const address = clientAddress(forwarded, request.socket?.remoteAddress, options.trustProxy);
    socket.data.address = address;
    const tried = tries.get(conn) ?? 0;
    if (underWay.has(conn) || tried >= MAX_SIGN_INS) {
      suspicious(log, { address, reason: "too many failed handshakes" });
      conn.close();
      throw new HandshakeRefusal("RATE_LIMITED", "one sign-in at a time, and few on one connection");
    }
    tries.set(conn, tried + 1);
    underWay.add(conn);
    try {
      await identify(socket, address);
      nameUser(conn, socket.data.actor.userId);
    } catch (error) {
      if (!isFailure(error)) throw error;
      log.debug({ address, reason: error.message }, "handshake refused");
      // Only what fails is held up: a whole club sits behind one address, and its phones still come in.
      if ((await take(limits.failures, address)).ok) throw error;
      options.metrics.limited("failures");
      suspicious(log, { address, reason: "too many failed handshakes" });
      throw new HandshakeRefusal(
        "RATE_LIMITED",
        "too many failed connections from this address: wait a minute",
      );
    } finally {
      underWay.delete(conn);
    }
  };
}

/** The client's own doing, not a database that is away. */
const isFailure = (error: unknown): error is Error =>
  error instanceof HandshakeRefusal || (isAppError(error) && error.status === 401);

/** What `connect_error` carries: `data = {code, message}`. */
export function refusalOf(error: unknown, log: Logger, metrics: Metrics): Error {
  let code: HandshakeCode = "UNAVAILABLE";
  let message = "the server cannot check the session now";
  if (error instanceof HandshakeRefusal) {
    ({ code, message } = error);
  } else if (isAppError(error) && error.status === 401) {
    code = error.code === "TOKEN_EXPIRED" ? "TOKEN_EXPIRED" : "UNAUTHENTICATED";
    message = error.detail;
  } else {
    const level = isDatabaseAway(error) ? "warn" : "error";
    log[level]({ err: error }, "a handshake failed");
  }
  metrics.refused(code);
  return Object.assign(new Error(message), { data: { code, message } });
}
