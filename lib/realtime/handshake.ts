import type { Actor } from "../auth/actor";
import { isDatabaseAway } from "../db/errors";
import { clientAddress, headerOf } from "../http/origin";
import { isAppError } from "../http/problem";
import type { Logger } from "../telemetry/logger";
import type { Metrics } from "../telemetry/metrics";
import { type HandshakeCode, handshakeSchema } from "./contract";
import { type Limits, take } from "./limits";
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

class HandshakeRefusal extends Error {
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
    const parsed = handshakeSchema.safeParse(socket.handshake.auth);
    if (!parsed.success) throw new HandshakeRefusal("UNAUTHENTICATED", "auth must be {token?, cursors?}");
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
      log.warn({ userId: actor.userId, address }, "too many connections of one user");
      throw new HandshakeRefusal("RATE_LIMITED", "too many connections: wait a minute");
    }
    socket.data.actor = actor;
    socket.data.cursors = cursors ?? {};
    socket.data.authorisedAt = before;
  }

  return async (socket) => {
    const { headers, socket: connection } = socket.request;
    const address = clientAddress(
      headerOf(headers, "x-forwarded-for"),
      connection?.remoteAddress,
      options.trustProxy,
    );
    if (((await limits.failures.get(address))?.remainingPoints ?? 1) <= 0) {
      options.metrics.limited("failures");
      throw new HandshakeRefusal(
        "RATE_LIMITED",
        "too many failed connections from this address: wait a minute",
      );
    }
    try {
      await identify(socket, address);
    } catch (error) {
      if (error instanceof HandshakeRefusal || (isAppError(error) && error.status === 401)) {
        log.info({ address, reason: error.message }, "handshake refused");
        await take(limits.failures, address);
      }
      throw error;
    }
  };
}

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
