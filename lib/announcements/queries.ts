import { and, desc, eq, gt, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { listStream } from "../caddies/vocabulary";
import type { Db } from "../db/client";
import { readTimeCursor, writeTimeCursor } from "../http/page-cursor";
import { AppError } from "../http/problem";
import { readCursors } from "../realtime/log";
import { ORG_STREAM, userStream } from "../realtime/rooms";
import type { Announcement, AnnouncementsSnapshot, SentAnnouncement } from "./contract";
import { canAnnounce } from "./policy";
import { announcements } from "./tables";

const SNAPSHOT = { isolationLevel: "repeatable read", accessMode: "read only" } as const;
/** More of them at once nobody reads. */
const OPEN_MOST = 50;

const columns = {
  announcement: announcements,
  author: sql<string>`(select u.name from users u where u.id = announcements.author_id)`,
  readCount: sql<number>`(select count(*)::int from announcement_reads r where r.announcement_id = announcements.id)`,
};
const select = (db: Db) => db.select(columns).from(announcements);
type Found = Awaited<ReturnType<typeof select>>[number];

function presentAnnouncement({ announcement, author }: Omit<Found, "readCount">): Announcement {
  const { id, message, type, listNumber, authorId, createdAt, expiresAt } = announcement;
  return {
    ...{ id, message, type, listNumber },
    author: { id: authorId, name: author },
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
  };
}

function presentSent(found: Found): SentAnnouncement {
  const { audience, withdrawnAt } = found.announcement;
  return {
    ...presentAnnouncement(found),
    audience,
    readCount: found.readCount,
    withdrawnAt: withdrawnAt?.toISOString() ?? null,
  };
}

/** What is said to him now and he has not read, with the cursors of the streams on which that changes. */
export async function openAnnouncements(db: Db, actor: Actor, now: Date): Promise<AnnouncementsSnapshot> {
  const { organizationId, userId, lists } = actor;
  const { listNumber, expiresAt } = announcements;
  const heard = [ORG_STREAM, ...lists.map(listStream), userStream(userId)];
  return db.transaction(async (tx) => {
    const [found, cursors] = await Promise.all([
      select(tx)
        .where(
          and(
            eq(announcements.organizationId, organizationId),
            isNull(announcements.withdrawnAt),
            or(isNull(expiresAt), gt(expiresAt, now)),
            or(isNull(listNumber), inArray(listNumber, lists)),
            ne(announcements.authorId, userId),
            sql`not exists (select 1 from announcement_reads r
              where r.announcement_id = announcements.id and r.user_id = ${userId}::uuid)`,
          ),
        )
        .orderBy(desc(announcements.createdAt), desc(announcements.id))
        .limit(OPEN_MOST),
      readCursors(tx, organizationId, heard),
    ]);
    return { data: found.map(presentAnnouncement), cursors };
  }, SNAPSHOT);
}

/** All that the club ever said, the latest first, with who has read it. ADMIN. @throws AppError FORBIDDEN, INVALID */
export async function sentAnnouncements(
  db: Db,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
) {
  if (!canAnnounce(actor)) throw new AppError("FORBIDDEN", "only an administrator may see who reads");
  const { createdAt } = announcements;
  const [time, id] = cursor === undefined ? [] : readTimeCursor(cursor);
  const after =
    time && id ? or(lt(createdAt, time), and(eq(createdAt, time), lt(announcements.id, id))) : undefined;
  const found = await select(db)
    .where(and(eq(announcements.organizationId, actor.organizationId), after))
    .orderBy(desc(createdAt), desc(announcements.id))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1)?.announcement;
  const more = found.length > limit && last;
  return { data: page.map(presentSent), nextCursor: more ? writeTimeCursor(last.createdAt, last.id) : null };
}

/** One of this club. @throws AppError NOT_FOUND */
export async function announcementById(
  db: Db,
  organizationId: string,
  id: string,
): Promise<SentAnnouncement> {
  const [found] = await select(db).where(
    and(eq(announcements.organizationId, organizationId), eq(announcements.id, id)),
  );
  if (!found) throw new AppError("NOT_FOUND", "there is no such announcement");
  return presentSent(found);
}
