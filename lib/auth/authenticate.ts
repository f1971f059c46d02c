import { AppError } from "../http/problem";
import { runtime } from "../runtime";
import { loadActor } from "../users/queries";
import type { Actor } from "./actor";
import { readToken } from "./token";

/**
 * The one check of a session, for HTTP and for sockets: the token is genuine and not expired, the session not ended,
 * the user not disabled, and nothing of it taken from the token alone.
 * @throws AppError UNAUTHENTICATED or TOKEN_EXPIRED
 */
export async function authenticate(token: string): Promise<Actor> {
  return reauthenticate(await readToken(token, runtime().env.NEXTAUTH_SECRET));
}

type SessionKey = Pick<Actor, "userId" | "sessionId" | "sessionVersion" | "expiresAt">;

/** The same check for a session that is already open. @throws AppError */
export async function reauthenticate(session: SessionKey): Promise<Actor> {
  if (session.expiresAt.getTime() <= Date.now()) {
    throw new AppError("TOKEN_EXPIRED", "the session has ended: sign in again");
  }
  const actor = await loadActor(runtime().database.db, session);
  if (!actor) throw new AppError("UNAUTHENTICATED", "the session was ended: sign in again");
  return actor;
}
