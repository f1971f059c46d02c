import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db } from "../db/client";
import { sessions, users } from "./tables";
import type { Locale } from "./vocabulary";

type SessionKey = Pick<Actor, "userId" | "sessionId" | "sessionVersion" | "expiresAt">;

/**
 * Who this session belongs to now, with the lists that he may see: an admin all of the club's, a caddie his own.
 * @returns null when the session was ended, the user disabled, or his sessions revoked
 */
export async function loadActor(db: Db, session: SessionKey): Promise<Actor | null> {
  const caddie = sql`(select id from caddies c where c.user_id = ${users.id} and c.deleted_at is null)`;
  const lists = sql`case when ${users.role} = 'ADMIN'
    then (select json_agg(number order by number) from lists l
      where l.organization_id = ${users.organizationId} and l.deleted_at is null)
    else (select json_agg(list_number) from caddies c where c.user_id = ${users.id} and c.deleted_at is null) end`;
  const [found] = await db
    .select({
      organizationId: users.organizationId,
      name: users.name,
      role: users.role,
      caddieId: sql<string | null>`${caddie}`,
      lists: sql<number[] | null>`${lists}`,
    })
    .from(users)
    .innerJoin(sessions, eq(sessions.userId, users.id))
    .where(
      and(
        eq(users.id, session.userId),
        eq(users.sessionVersion, session.sessionVersion),
        isNull(users.disabledAt),
        eq(sessions.id, session.sessionId),
        isNull(sessions.revokedAt),
      ),
    );
  if (!found) return null;
  const { userId, sessionId, sessionVersion, expiresAt } = session;
  return { ...found, userId, sessionId, sessionVersion, expiresAt, lists: asArray(found.lists) };
}

/** One driver parses JSON, the other hands over its text. */
function asArray(lists: number[] | string | null): number[] {
  return typeof lists === "string" ? (JSON.parse(lists) as number[]) : (lists ?? []);
}

/** The account behind an identifier, compared without regard to case. */
export async function findCredentials(db: Db, identifier: string) {
  const [found] = await db
    .select({
      id: users.id,
      passwordHash: users.passwordHash,
      sessionVersion: users.sessionVersion,
      organizationId: users.organizationId,
    })
    .from(users)
    .where(and(eq(users.identifier, identifier.toLowerCase()), isNull(users.disabledAt)));
  return found ?? null;
}

/** The administrators of a club, by id: whoever locks or tells them one by one does so in one order. */
export async function adminIds(db: Db, organizationId: string): Promise<string[]> {
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.role, "ADMIN"), isNull(users.disabledAt)))
    .orderBy(asc(users.id));
  return found.map(({ id }) => id);
}

/** What he chose himself, and what his club speaks; null where he chose nothing. */
export async function preferencesOf(db: Db, userId: string) {
  const [found] = await db
    .select({
      locale: users.locale,
      theme: users.theme,
      clubLanguage: sql<Locale>`(select language from organizations o where o.id = ${users.organizationId})`,
    })
    .from(users)
    .where(eq(users.id, userId));
  return found ?? null;
}

/** What a user's own password is checked against. @throws Error when he is not there */
export async function ownCredentials(db: Db, userId: string) {
  const [found] = await db
    .select({ identifier: users.identifier, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, userId));
  if (!found) throw new Error(`user ${userId} is not there`);
  return found;
}
