import { and, desc, eq, isNull, lt, or, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { type Db, rows } from "../db/client";
import { readTimeCursor, writeTimeCursor } from "../http/page-cursor";
import type { Cursors } from "../realtime/contract";
import { readCursors } from "../realtime/log";
import { ORG_STREAM, userStream } from "../realtime/rooms";
import type { KnownSettings, Notice, NoticesPage } from "./contract";
import { settingsFor } from "./policy";
import { noticeDefaults, noticePreferences, notifications } from "./tables";
import { NEAR_MOST, type NoticeChoices, type NoticeSettings } from "./vocabulary";

const SNAPSHOT = { isolationLevel: "repeatable read", accessMode: "read only" } as const;

/** One driver parses JSON, the other hands over its text. */
const parsed = <T>(value: unknown): T => (typeof value === "string" ? JSON.parse(value) : value) as T;

export function presentNotice({
  id,
  kind,
  data,
  createdAt,
  readAt,
}: Pick<typeof notifications.$inferSelect, "id" | "kind" | "data" | "createdAt" | "readAt">): Notice {
  const facts = { id, createdAt: createdAt.toISOString(), readAt: readAt?.toISOString() ?? null };
  return { ...facts, kind, data } as Notice;
}

const unreadOf = (userId: string) => and(eq(notifications.userId, userId), isNull(notifications.readAt));

/** One's own notices, the latest first, with where one's stream stands; read in one snapshot. */
export async function listNotices(
  db: Db,
  { organizationId, userId }: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
): Promise<NoticesPage> {
  const [time, id] = cursor === undefined ? [] : readTimeCursor(cursor);
  const { createdAt } = notifications;
  const after =
    time && id ? or(lt(createdAt, time), and(eq(createdAt, time), lt(notifications.id, id))) : undefined;
  return db.transaction(async (tx) => {
    const [found, unread, cursors] = await Promise.all([
      tx
        .select()
        .from(notifications)
        .where(and(eq(notifications.userId, userId), after))
        .orderBy(desc(createdAt), desc(notifications.id))
        .limit(limit + 1),
      tx.$count(notifications, unreadOf(userId)),
      readCursors(tx, organizationId, [userStream(userId)]),
    ]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const more = found.length > limit && last;
    return {
      data: page.map(presentNotice),
      unread,
      nextCursor: more ? writeTimeCursor(last.createdAt, last.id) : null,
      cursors,
    };
  }, SNAPSHOT);
}

/** What one has chosen, and what one's club proposes. */
export async function settingsOf(db: Db, { organizationId, userId }: Actor): Promise<KnownSettings> {
  const [own, club] = await Promise.all([
    db
      .select({ choices: noticePreferences.choices })
      .from(noticePreferences)
      .where(eq(noticePreferences.userId, userId)),
    db
      .select({ choices: noticeDefaults.choices })
      .from(noticeDefaults)
      .where(eq(noticeDefaults.organizationId, organizationId)),
  ]);
  return { own: own[0]?.choices ?? {}, club: club[0]?.choices ?? {} } as KnownSettings;
}

/** The same with the cursors of the streams on which it changes. */
export async function settingsSnapshot(
  db: Db,
  actor: Actor,
): Promise<{ data: KnownSettings; cursors: Cursors }> {
  return db.transaction(async (tx) => {
    const [data, cursors] = await Promise.all([
      settingsOf(tx, actor),
      readCursors(tx, actor.organizationId, [userStream(actor.userId), ORG_STREAM]),
    ]);
    return { data, cursors };
  }, SNAPSHOT);
}

export interface Recipient {
  userId: string;
  settings: NoticeSettings;
  /** The club's. */
  timeZone: string;
}

interface Chosen extends Record<string, unknown> {
  user_id: string;
  time_zone: string;
  club: unknown;
  own: unknown;
}
const settingsIn = ({ club, own }: Chosen) =>
  settingsFor(parsed<NoticeChoices | null>(club) ?? {}, parsed<NoticeChoices | null>(own) ?? {});

/** Of these accounts those that can be told something, by id: they are the club's, and not closed. */
export async function recipients(
  db: Db,
  organizationId: string,
  userIds: readonly string[],
): Promise<Recipient[]> {
  const found = await rows<Chosen>(
    db,
    sql`select u.id as user_id, o.time_zone, d.choices as club, p.choices as own
      from json_array_elements_text(${JSON.stringify(userIds)}::json) as wanted
      join users u on u.id = wanted::uuid and u.disabled_at is null
      join organizations o on o.id = u.organization_id
      left join ${noticeDefaults} d on d.organization_id = u.organization_id
      left join ${noticePreferences} p on p.user_id = u.id
      where u.organization_id = ${organizationId}::uuid order by u.id`,
  );
  return found.map((row) => ({
    userId: row.user_id,
    settings: settingsIn(row),
    timeZone: row.time_zone,
  }));
}

/** Whose account stands on the board as this caddie; null where nobody's does. */
export async function accountOfCaddie(
  db: Db,
  organizationId: string,
  caddieId: string,
): Promise<string | null> {
  const [found] = await rows<{ user_id: string | null }>(
    db,
    sql`select c.user_id from caddies c
      where c.organization_id = ${organizationId}::uuid and c.id = ${caddieId}::uuid and c.deleted_at is null`,
  );
  return found?.user_id ?? null;
}

/** Somebody at the head of a queue who was not told yet how near he is. */
export interface Waiting {
  userId: string;
  position: number;
  /** Which wait it is: he is told once in each. */
  wait: string;
}

/**
 * Who of a list's queue is next, or as near as he wants to know, and was not told so in this wait. A wait begins when he
 * becomes *Disponible*, and anew when the master puts him elsewhere; what was taken back has begun none.
 */
export async function untoldOf(db: Db, organizationId: string, listNumber: number): Promise<Waiting[]> {
  const found = await rows<Chosen & { position: number; wait: string; told: unknown }>(
    db,
    sql`with head as (
        select c.id, c.user_id, c.since, (row_number() over (order by c.rank, c.id))::int as position
        from caddies c
        where c.organization_id = ${organizationId}::uuid and c.list_number = ${listNumber}
          and c.status = 'Disponible' and c.deleted_at is null
        order by c.rank, c.id limit ${NEAR_MOST + 1}
      ), waiting as (
        select h.*, h.id || ':' || floor(extract(epoch from greatest(h.since, (
          select max(m.at) from moves m where m.caddie_id = h.id
            and m.kind <> 'undone' and m.before->>'rank' <> m.after->>'rank'
            and not exists (select 1 from moves u
              where u.caddie_id = m.caddie_id and u.version = m.version + 1 and u.kind = 'undone')
        ))) * 1000)::bigint as wait
        from head h
      )
      select w.user_id, w.position, w.wait, o.time_zone, d.choices as club, p.choices as own,
        coalesce((select json_agg(n.kind) from ${notifications} n
          where n.user_id = w.user_id and n.kind in ('near', 'next') and n.once = w.wait), '[]') as told
      from waiting w
      join users u on u.id = w.user_id and u.disabled_at is null
      join organizations o on o.id = u.organization_id
      left join ${noticeDefaults} d on d.organization_id = u.organization_id
      left join ${noticePreferences} p on p.user_id = u.id
      order by w.position`,
  );
  return found.flatMap((row) => {
    const { channels, nearAt } = settingsIn(row);
    const told = parsed<string[]>(row.told);
    const isNext = row.position === 1;
    const concerned = isNext ? !told.includes("next") : row.position <= nearAt + 1 && told.length === 0;
    const wanted = channels[isNext ? "next" : "near"].length > 0;
    return concerned && wanted ? [{ userId: row.user_id, position: row.position, wait: row.wait }] : [];
  });
}
