import { and, asc, between, count, desc, eq, gte, lt, lte, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../auth/actor";
import { type Db, rows, type Tx } from "../db/client";
import type { Stretch } from "../history/queries";
import { AppError } from "../http/problem";
import { addDays } from "../i18n/days";
import { clubOf } from "../organizations/queries";
import type { Close, OpenDay } from "./contract";
import { canCloseDays, dayAfter } from "./policy";
import { closes, dayStats } from "./tables";

const by = sql<string>`(select u.name from users u where u.id = closes.closed_by)`;
const selectCloses = (db: Db) => db.select({ close: closes, by }).from(closes);

function presentClose({ close, by }: Awaited<ReturnType<typeof selectCloses>>[number]): Close {
  const { organizationId: _club, closedBy, ...rest } = close;
  return {
    ...rest,
    opensAt: close.opensAt.toISOString(),
    closesAt: close.closesAt.toISOString(),
    closedAt: close.closedAt.toISOString(),
    by: { id: closedBy, name: by },
  };
}

/** @throws AppError FORBIDDEN */
export function requireCloser(actor: Pick<Actor, "role">): void {
  if (!canCloseDays(actor)) throw new AppError("FORBIDDEN", "only an administrator may see and make closes");
}

/** A day's close as it stands in this transaction. @throws AppError NOT_FOUND */
export async function closeOf(db: Db | Tx, organizationId: string, day: string): Promise<Close> {
  const [found] = await selectCloses(db).where(
    and(eq(closes.organizationId, organizationId), eq(closes.day, day)),
  );
  if (!found) throw new AppError("NOT_FOUND", "this day was not closed");
  return presentClose(found);
}

/** The latest day that has a close; it may have been opened again. */
export async function lastClose(db: Db | Tx, organizationId: string) {
  const [found] = await db
    .select({ day: closes.day, state: closes.state, opensAt: closes.opensAt, closesAt: closes.closesAt })
    .from(closes)
    .where(eq(closes.organizationId, organizationId))
    .orderBy(desc(closes.day))
    .limit(1);
  return found ?? null;
}

/** The close of a club's latest day: when it ended, and when it was first closed, which begins the next one. */
export async function latestBreak(
  db: Db,
  organizationId: string,
): Promise<{ closesAt: Date; madeAt: Date } | null> {
  const [found] = await db
    .select({ closesAt: closes.closesAt, trace: closes.trace })
    .from(closes)
    .where(eq(closes.organizationId, organizationId))
    .orderBy(desc(closes.day))
    .limit(1);
  const first = found?.trace[0];
  return found && first ? { closesAt: found.closesAt, madeAt: new Date(first.at) } : null;
}

/**
 * The closed days of a range, the oldest first: their ends, and when the close before each put the lists in order (null:
 * there was none). One that was opened again is not among them.
 */
export async function closedDays(
  db: Db,
  organizationId: string,
  { from, to }: { from: string; to: string },
): Promise<{ after: Date; until: Date; orderedAt: Date | null }[]> {
  const found = await db
    .select({
      state: closes.state,
      day: closes.day,
      after: closes.opensAt,
      until: closes.closesAt,
      trace: closes.trace,
    })
    .from(closes)
    .where(and(eq(closes.organizationId, organizationId), between(closes.day, addDays(from, -1), to)))
    .orderBy(asc(closes.day));
  return found.flatMap(({ state, day, after, until }, i) => {
    if (day < from || state !== "closed") return [];
    const first = found[i - 1]?.trace[0];
    return [{ after, until, orderedAt: first ? new Date(first.at) : null }];
  });
}

/** When the club's first day began: with its first change, just before it. */
async function beganAt(db: Db, organizationId: string, now: Date): Promise<Date> {
  const [found] = await rows<{ at: Date | string | null }>(
    db,
    sql`select least((select min(m.at) from moves m where m.organization_id = ${organizationId}),
      (select min(t.started_at) from turns t where t.organization_id = ${organizationId})) as at`,
  );
  return found?.at ? new Date(new Date(found.at).getTime() - 1) : now;
}

/** The day that is under way, or the oldest one that is due. A day that was opened again is none: the next one closes it too. */
export async function dayUnderWay(db: Db, organizationId: string, now: Date) {
  const [club, last] = await Promise.all([clubOf(db, organizationId), lastClose(db, organizationId)]);
  return { last, ...dayAfter(last, club, last ? now : await beganAt(db, organizationId, now)) };
}

/** The closed days, the latest first, and the one under way. ADMIN. @throws AppError FORBIDDEN */
export async function listCloses(
  db: Db,
  actor: Actor,
  { limit, cursor }: { limit: number; cursor?: string },
  now: Date,
): Promise<{ data: Close[]; open: OpenDay; nextCursor: string | null }> {
  requireCloser(actor);
  const { organizationId } = actor;
  const own = eq(closes.organizationId, organizationId);
  const [found, open, [out]] = await Promise.all([
    selectCloses(db)
      .where(and(own, cursor === undefined ? undefined : lt(closes.day, cursor)))
      .orderBy(desc(closes.day))
      .limit(limit + 1),
    dayUnderWay(db, organizationId, now),
    rows<{ n: number }>(
      db,
      sql`select count(*)::int as n from turns t where t.organization_id = ${organizationId} and t.status = 'open'`,
    ),
  ]);
  const page = found.slice(0, limit).map(presentClose);
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    data: page,
    open: { day: open.day, opensAt: iso(open.opensAt), closesAt: iso(open.closesAt), out: out?.n ?? 0 },
    nextCursor: found.length > limit ? (page.at(-1)?.day ?? null) : null,
  };
}

const LONG_AGO = new Date(0);

/**
 * The moments that these days are made of, and of them those that no close has frozen: the day under way, and one that
 * was opened again.
 */
export async function stretchOf(
  db: Db,
  organizationId: string,
  { from, to }: { from: string; to: string },
  now: Date,
): Promise<{ all: Stretch; unfrozen: Stretch | null }> {
  const latest = (upTo: SQL | undefined) =>
    db
      .select({ day: closes.day, state: closes.state, opensAt: closes.opensAt, closesAt: closes.closesAt })
      .from(closes)
      .where(and(eq(closes.organizationId, organizationId), upTo))
      .orderBy(desc(closes.day))
      .limit(1);
  const [[before], [last], open] = await Promise.all([
    latest(lt(closes.day, from)),
    latest(and(gte(closes.day, from), lte(closes.day, to))),
    dayUnderWay(db, organizationId, now),
  ]);
  const after = before?.closesAt ?? LONG_AGO;
  const closedUntil = last?.closesAt ?? after;
  const until = from <= open.day && open.day <= to ? now : closedUntil;
  const frozenUntil = last?.state === "reopened" ? last.opensAt : closedUntil;
  const unfrozen = frozenUntil < until ? { after: frozenUntil, until } : null;
  return { all: { after, until }, unfrozen };
}

/** What the closes have frozen of these days, day by day. */
export function frozenDays(
  db: Db,
  organizationId: string,
  { from, to, caddieId, list }: { from: string; to: string; caddieId?: string; list?: number },
) {
  return db
    .select({
      caddieId: dayStats.caddieId,
      days: count(),
      minutesWaited: sql<number>`sum(${dayStats.minutesWaited})::int`,
      late: sql<number>`sum(${dayStats.late})::int`,
      absent: sql<number>`sum(${dayStats.absent})::int`,
      noShows: sql<number>`sum(${dayStats.noShows})::int`,
      skips: sql<number>`sum(${dayStats.skips})::int`,
      forgotten: sql<number>`sum(${dayStats.forgotten})::int`,
    })
    .from(dayStats)
    .where(
      and(
        eq(dayStats.organizationId, organizationId),
        between(dayStats.day, from, to),
        caddieId ? eq(dayStats.caddieId, caddieId) : undefined,
        list ? eq(dayStats.listNumber, list) : undefined,
      ),
    )
    .groupBy(dayStats.caddieId)
    .orderBy(asc(dayStats.caddieId));
}
