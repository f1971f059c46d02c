import type { Actor } from "../auth/actor";
import { isAppError } from "../http/problem";
import type { HandlerContext } from "./handlers";
import type { LiveSocket } from "./live-socket";
import { roomOf, storedName } from "./rooms";
import { joinAndReplay } from "./sync";

/** The database is away: revocation waits for it, and asks often. */
const RETRY_MS = 500;

export interface AccessContext extends HandlerContext {
  /** Reads the session and the user again. @throws AppError when the session is over */
  reauthenticate: (actor: Actor) => Promise<Actor>;
}

/** Tells a client that its session is over, and closes; the client must not come back by itself. */
export function endSession(socket: LiveSocket, reason: "expired" | "revoked"): void {
  socket.emit("session:expired", { reason });
  socket.disconnect(true);
}

/**
 * Reads a live socket's access again and moves it: rooms that it lost are left in the same tick in which that is
 * known, new ones are joined with nothing replayed, then `access:changed` lets the client load its new snapshot.
 */
export async function refreshAccess(socket: LiveSocket, context: AccessContext): Promise<void> {
  const before = socket.data.actor;
  const actor = await currentActor(socket, context);
  if (!actor || socket.disconnected) return;
  const had = context.streamsOf(before);
  const has = context.streamsOf(actor);
  for (const name of had.filter((n) => !has.includes(n))) {
    void socket.leave(roomOf(before.organizationId, storedName(name, before.userId)));
  }
  socket.data.actor = actor;
  await context.presence.recheck(socket);
  const gained = has.filter((name) => !had.includes(name));
  await joinAndReplay(socket, context.tail, gained, {}, () => socket.data.actor === actor, context.metrics);
  if (
    socket.data.actor === actor &&
    (gained.length > 0 || had.length !== has.length || isAnother(before, actor))
  ) {
    socket.emit("access:changed", { lists: actor.lists, role: actor.role });
  }
}

/** What the page shows of its own user is no longer so. */
const isAnother = (before: Actor, now: Actor) =>
  before.role !== now.role || before.name !== now.name || before.caddieId !== now.caddieId;

async function currentActor(socket: LiveSocket, context: AccessContext): Promise<Actor | null> {
  while (!socket.disconnected) {
    try {
      return await context.reauthenticate(socket.data.actor);
    } catch (error) {
      if (isAppError(error) && error.status === 401) {
        endSession(socket, error.code === "TOKEN_EXPIRED" ? "expired" : "revoked");
        return null;
      }
      context.log.warn(
        { err: error, userId: socket.data.actor.userId },
        "access could not be read; trying again",
      );
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
  }
  return null;
}
