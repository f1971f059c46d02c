import { and, eq, isNull, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import type { Db } from "../db/client";
import { sessions, users } from "./tables";

type SessionKey = Pick<Actor, "userId" | "sessionId" | "sessionVersion" | "expiresAt">;

/**
 * Who this session belongs to now, with the lists that he may see: an admin all of the club's, a caddie his own.
 * @returns null when the session was ended, the user disabled, or his sessions revoked
 */
export async function loadActor(db: Db, session: SessionKey): Promise<Actor | null> {
  const caddie = sql`(select id from caddies c where c.user_id = ${users.id} and c.deleted_at is null)`;
  const lists = sql`case when ${users.role} = 'ADMIN'
    then (select json_agg(number order by number) from lists l where l.organization_id = ${users.organizationId})
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
