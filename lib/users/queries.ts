import { and, asc, eq, exists, gt, inArray, isNotNull, isNull, or, type SQL, sql } from "drizzle-orm";
import * as z from "zod";
import type { Actor } from "../auth/actor";
import type { Db, Tx } from "../db/client";
import { badCursor, readCursor, writeCursor } from "../http/page-cursor";
import { AppError } from "../http/problem";
import { folded } from "../i18n/times";
import type { ListUsers, User, UserSession } from "./contract";
import { canManageUsers } from "./policy";
import { sessions, userLists, users } from "./tables";
import type { Locale, UserState } from "./vocabulary";

type SessionKey = Pick<Actor, "userId" | "sessionId" | "sessionVersion" | "expiresAt">;

/**
 * Who this session belongs to now, with the lists that he may see: an ADMIN all of the club's, everybody else the one
 * that he stands in as a caddie and those that he was granted.
 * @returns null when the session was ended, the user disabled, or his sessions revoked
 */
export async function loadActor(db: Db, session: SessionKey): Promise<Actor | null> {
  const caddie = sql`(select id from caddies c where c.user_id = ${users.id} and c.deleted_at is null)`;
  const lists = sql`case when ${users.role} = 'ADMIN'
    then (select json_agg(number order by number) from lists l
      where l.organization_id = ${users.organizationId} and l.deleted_at is null)
    else (select json_agg(number order by number) from (
      select c.list_number as number from caddies c where c.user_id = ${users.id} and c.deleted_at is null
      union select g.list_number from user_lists g
      join lists l on l.organization_id = g.organization_id and l.number = g.list_number
      where g.user_id = ${users.id} and l.deleted_at is null) own) end`;
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

/** The account behind an identifier, compared without regard to case; its password may be one that nobody knows yet. */
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

/** Whose lists change when these come or go: the admins, and whoever was granted one of them; by id. */
export async function watchersOfLists(
  db: Db,
  organizationId: string,
  numbers: readonly number[],
): Promise<string[]> {
  const grants = db
    .select({ granted: sql`1` })
    .from(userLists)
    .where(and(eq(userLists.userId, users.id), inArray(userLists.listNumber, [...numbers])));
  const watches = or(eq(users.role, "ADMIN"), exists(grants));
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), watches, isNull(users.disabledAt)))
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
/** Written out: drizzle leaves the table's name away where only one is selected from. */
const stateOf = sql<UserState>`case when users.disabled_at is not null then 'disabled'
  when users.password_hash is null then 'invited' else 'active' end`;

const userColumns = {
  id: users.id,
  name: users.name,
  identifier: users.identifier,
  role: users.role,
  state: stateOf,
  lists: sql<number[] | string>`coalesce((select json_agg(g.list_number order by g.list_number)
    from user_lists g join lists l on l.organization_id = g.organization_id and l.number = g.list_number
    where g.user_id = users.id and l.deleted_at is null), '[]')`,
  caddieId: sql<
    string | null
  >`(select c.id from caddies c where c.user_id = users.id and c.deleted_at is null)`,
  linkExpiresAt: sql<Date | string | null>`(select i.expires_at from invitations i
    where i.user_id = users.id and i.used_at is null and i.voided_at is null)`,
  lastSeenAt: users.lastSeenAt,
  createdAt: users.createdAt,
  updatedAt: users.updatedAt,
  version: users.version,
};
const selectUsers = (db: Db) => db.select(userColumns).from(users);
type UserRow = Awaited<ReturnType<typeof selectUsers>>[number];

const iso = (time: Date | string) => new Date(time).toISOString();
const isoOrNull = (time: Date | string | null) => (time === null ? null : iso(time));

function presentUser(row: UserRow): User {
  return {
    ...row,
    lists: asArray(row.lists),
    linkExpiresAt: isoOrNull(row.linkExpiresAt),
    lastSeenAt: isoOrNull(row.lastSeenAt),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  };
}

/** @throws AppError FORBIDDEN */
export function requireUserAdmin(actor: Pick<Actor, "role">): void {
  if (!canManageUsers(actor)) throw new AppError("FORBIDDEN", "only an admin may see and change accounts");
}

/** An account of this club as it stands in this transaction. @throws AppError NOT_FOUND */
export async function userById(db: Db | Tx, organizationId: string, userId: string): Promise<User> {
  const [found] = await selectUsers(db).where(
    and(eq(users.organizationId, organizationId), eq(users.id, userId), eq(users.system, false)),
  );
  if (!found) throw new AppError("NOT_FOUND", "there is no such account");
  return presentUser(found);
}

/** Accounts of this club as they stand in this transaction, in the order of these ids. */
export async function usersByIds(db: Db, organizationId: string, ids: readonly string[]): Promise<User[]> {
  const found = await selectUsers(db).where(
    and(eq(users.organizationId, organizationId), inArray(users.id, [...ids])),
  );
  const byId = new Map(found.map((row) => [row.id, presentUser(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** That there is such an account in this club, and which caddie it is. @throws AppError NOT_FOUND */
export async function requireAccount(
  db: Db,
  organizationId: string,
  userId: string,
): Promise<{ caddie: { id: string; listNumber: number } | null }> {
  const ofCaddie = (column: string) =>
    sql`(select c.${sql.raw(column)} from caddies c where c.user_id = users.id and c.deleted_at is null)`;
  const [found] = await db
    .select({
      caddieId: sql<string | null>`${ofCaddie("id")}`,
      listNumber: sql<number | null>`${ofCaddie("list_number")}`,
    })
    .from(users)
    .where(and(eq(users.organizationId, organizationId), eq(users.id, userId)));
  if (!found) throw new AppError("NOT_FOUND", "there is no such account");
  const { caddieId: id, listNumber } = found;
  return { caddie: id !== null && listNumber !== null ? { id, listNumber } : null };
}

/** Lower case without accents, as `folded` writes it; in the C collation `lower` alone knows no accented letter. */
const plain = (column: SQL | typeof users.name | typeof users.identifier) =>
  sql`lower(translate(${column}, 'ÁÀÂÄÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇáàâäãéèêëíìîïóòôöõúùûüñç', 'AAAAAEEEEIIIIOOOOOUUUUNCaaaaaeeeeiiiiooooouuuunc')) collate "C"`;

const cursorSchema = z.tuple([z.string(), z.uuid()]);
function decodeCursor(cursor: string): [key: string, id: string] {
  const parsed = cursorSchema.safeParse(readCursor(cursor));
  if (!parsed.success) throw badCursor();
  return parsed.data;
}

/** The club's accounts by name, without regard to accents. @throws AppError FORBIDDEN, INVALID (cursor) */
export async function listUsers(
  db: Db,
  actor: Actor,
  { search, role, state, caddieId, cursor, limit }: ListUsers,
): Promise<{ data: User[]; nextCursor: string | null }> {
  requireUserAdmin(actor);
  const order = plain(users.name);
  const wanted = search ? folded(search) : "";
  const after = cursor === undefined ? null : decodeCursor(cursor);
  const found = await db
    .select({ ...userColumns, order: sql<string>`${order}` })
    .from(users)
    .where(
      and(
        eq(users.organizationId, actor.organizationId),
        eq(users.system, false),
        role ? eq(users.role, role) : undefined,
        state ? sql`${stateOf} = ${state}` : undefined,
        caddieId
          ? sql`exists (select 1 from caddies c where c.id = ${caddieId} and c.user_id = users.id)`
          : undefined,
        wanted
          ? sql`(strpos(${order}, ${wanted}) > 0 or strpos(${plain(users.identifier)}, ${wanted}) > 0)`
          : undefined,
        after ? sql`(${order}, ${users.id}) > (${after[0]}, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(sql`${order}`, asc(users.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ order: _order, ...row }) => presentUser(row)),
    nextCursor: found.length > limit && last ? writeCursor([last.order, last.id]) : null,
  };
}

/** Where somebody is signed in, the latest seen first. @throws AppError FORBIDDEN, NOT_FOUND */
export async function sessionsOf(
  db: Db,
  actor: Actor,
  userId: string,
): Promise<Omit<UserSession, "online">[]> {
  requireUserAdmin(actor);
  await userById(db, actor.organizationId, userId);
  const found = await db
    .select({
      id: sessions.id,
      device: sessions.device,
      createdAt: sessions.createdAt,
      lastSeenAt: sessions.lastSeenAt,
    })
    .from(sessions)
    .where(and(eq(sessions.userId, userId), isNull(sessions.revokedAt), gt(sessions.expiresAt, new Date())))
    .orderBy(sql`coalesce(${sessions.lastSeenAt}, ${sessions.createdAt}) desc`, asc(sessions.id))
    .limit(100);
  return found.map((session) => ({
    ...session,
    createdAt: iso(session.createdAt),
    lastSeenAt: isoOrNull(session.lastSeenAt),
    current: session.id === actor.sessionId,
  }));
}

/** Accounts that may see a list, or all of the club for null, and can sign in; by id. */
export async function audienceOf(
  db: Db,
  organizationId: string,
  listNumber: number | null,
): Promise<string[]> {
  const seesIt = sql`users.role = 'ADMIN'
    or exists (select 1 from caddies c
      where c.user_id = users.id and c.list_number = ${listNumber}::int and c.deleted_at is null)
    or exists (select 1 from user_lists g where g.user_id = users.id and g.list_number = ${listNumber}::int)`;
  const found = await db
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        eq(users.organizationId, organizationId),
        isNull(users.disabledAt),
        isNotNull(users.passwordHash),
        listNumber === null ? undefined : sql`(${seesIt})`,
      ),
    )
    .orderBy(asc(users.id));
  return found.map(({ id }) => id);
}
