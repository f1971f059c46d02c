import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { openAnnouncements } from "../announcements/queries";
import { isAppError } from "../http/problem";
import { listNotices } from "../notices/queries";
import { clubSnapshot, hasClub } from "../organizations/queries";
import { runtime } from "../runtime";
import type { ClubSession } from "../users/contract";
import type { Actor } from "./actor";
import { authenticate } from "./authenticate";
import { cookieName, tokenFromCookie } from "./token";

/** Who looks at this page; null when nobody is signed in. Read once per request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const token = tokenFromCookie((await headers()).get("cookie"), cookieName(runtime().env.NEXTAUTH_URL));
  if (!token) return null;
  try {
    return await authenticate(token);
  } catch (error) {
    if (isAppError(error) && error.status === 401) return null;
    throw error;
  }
});

/** Whoever is not signed in is sent to the sign-in page, and from a server without a club to where that is told. */
export async function requireActor(): Promise<Actor> {
  const actor = await currentActor();
  if (actor) return actor;
  redirect((await hasClub(runtime().database.db)) ? "/entrar" : "/instalar");
}

/** What the signed-in page knows of its user and his club. */
export async function clubSession(actor: Actor): Promise<ClubSession> {
  const { env, database } = runtime();
  const [{ data: club, cursors }, announcements, notices] = await Promise.all([
    clubSnapshot(database.db, actor),
    openAnnouncements(database.db, actor, new Date()),
    listNotices(database.db, actor, { limit: 1 }),
  ]);
  return {
    user: { id: actor.userId, name: actor.name, role: actor.role, caddieId: actor.caddieId },
    club,
    cursors,
    announcements,
    notices: { unread: notices.unread, cursors: notices.cursors },
    realtime: { enabled: env.REALTIME === "on", url: env.NEXT_PUBLIC_WS_URL ?? null },
  };
}
